import { z } from 'zod';
import type { ExchangeQuery } from '../../journal/query.js';
import { portNames } from '../../ports/registry.js';
import { exchangeJson, exchangeSchema } from './exchange-json.js';
import { nodeRoute } from './route.js';
import { wholeNumber } from './whole-number.js';

const filterShape = {
  method: z.string().optional(),
  outcome: z.string().optional().describe("ok, or the error's message"),
  port: z.enum(portNames).optional(),
  fault: z.string().optional().describe('name of a fault that acted'),
};

const pageShape = {
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 'only those with a higher number, oldest first').optional(),
  limit: wholeNumber(1, 1_000_000, 'how many at the most; without "after" the newest (1000)').optional(),
};

/** Exchanges that are given where no limit is. */
const defaultLimit = 1_000;

const verificationSchema = z.strictObject({
  ...filterShape,
  params: z.array(z.unknown()).optional(),
  times: z.int().min(0).optional().describe('how often exactly; default: at least once'),
});

const fixtureSchema = z.strictObject({
  port: z.enum(portNames),
  request: z.string(),
  reply: z.string().nullable(),
});

/** The last exchanges. */
export const journalRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/journal',
    summary: 'The exchanges that are kept and match, oldest first',
    query: { ...filterShape, ...pageShape },
    reply: z.strictObject({
      total: z.int().describe('exchanges since the start or the last reset, those no longer kept included'),
      entries: z.array(exchangeSchema),
    }),
    handle: ({ node: { journal }, query: { after, limit = defaultLimit, ...filter } }) => {
      const matching = journal.filter(present(filter));
      const page =
        after === undefined ? matching.slice(-limit) : matching.filter(({ n }) => n > after).slice(0, limit);
      return { total: journal.total, entries: page.map(exchangeJson) };
    },
  }),
  nodeRoute({
    method: 'DELETE',
    path: '/journal',
    summary: 'Forget all exchanges; numbers begin at 1 again',
    reply: z.strictObject({ total: z.int() }),
    handle: ({ node: { journal } }) => {
      journal.clear();
      return { total: journal.total };
    },
  }),

  nodeRoute({
    method: 'POST',
    path: '/journal/verify',
    summary: 'Rejected, with the nearest exchanges, unless as many match as asked',
    body: verificationSchema,
    reply: z.strictObject({ ok: z.literal(true) }),
    refusals: ['NOT_SEEN'],
    handle: ({ node: { journal }, body: { times, ...filter } }) => {
      journal.verify({ ...present(filter), ...(times === undefined ? {} : { times }) });
      return { ok: true as const };
    },
  }),
  nodeRoute({
    method: 'GET',
    path: '/journal/fixture',
    summary: 'Requests and replies as text, to replay or to keep',
    query: filterShape,
    reply: z.array(fixtureSchema),
    handle: ({ node: { journal }, query }) =>
      journal.filter(present(query)).map((exchange) => {
        const { port, request, reply } = exchangeJson(exchange);
        return { port, request, reply };
      }),
  }),
];

type Absent<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Only what was asked for: the library knows absent, not undefined. */
function present({ method, params, outcome, port, fault }: Absent<ExchangeQuery>): ExchangeQuery {
  return {
    ...(method === undefined ? {} : { method }),
    ...(params === undefined ? {} : { params }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(port === undefined ? {} : { port }),
    ...(fault === undefined ? {} : { fault }),
  };
}
