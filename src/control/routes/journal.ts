import { z } from 'zod';
import type { ExchangeQuery } from '../../journal/query.js';
import { portNames } from '../../ports/registry.js';
import { exchangeJson, exchangeSchema } from './exchange-json.js';
import { nodeRoute } from './route.js';

const filterShape = {
  method: z.string().optional(),
  outcome: z.string().optional().describe("ok, or the error's message"),
  port: z.enum(portNames).optional(),
  fault: z.string().optional().describe('name of an applied fault'),
};

const pageShape = {
  after: wholeNumber(
    0,
    Number.MAX_SAFE_INTEGER,
    'only exchanges with a higher number, oldest first',
  ).optional(),
  limit: wholeNumber(1, 1_000_000, 'maximum number (default: 1000); without "after" the newest').optional(),
};

/** Default of `limit`. */
const defaultLimit = 1_000;

const verificationSchema = z.strictObject({
  ...filterShape,
  params: z.array(z.unknown()).optional(),
  times: z.int().min(0).optional().describe('exact number of exchanges; default: at least one'),
});

const fixtureSchema = z.strictObject({
  port: z.enum(portNames),
  request: z.string(),
  reply: z.string().nullable(),
});

/** The journal of a node. */
export const journalRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/journal',
    summary: 'Kept exchanges that match, oldest first',
    query: { ...filterShape, ...pageShape },
    reply: z.strictObject({
      total: z
        .int()
        .describe('number of exchanges since the start or the last reset, including removed ones'),
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
    summary: 'Remove all exchanges; numbers start again at 1',
    reply: z.strictObject({ total: z.int() }),
    handle: ({ node: { journal } }) => {
      journal.clear();
      return { total: journal.total };
    },
  }),

  nodeRoute({
    method: 'POST',
    path: '/journal/verify',
    summary: 'Check the number of matching exchanges; the error lists the nearest ones',
    body: verificationSchema,
    reply: z.strictObject({ ok: z.literal(true) }),
    errors: ['NOT_SEEN'],
    handle: ({ node: { journal }, body: { times, ...filter } }) => {
      journal.verify({ ...present(filter), ...(times === undefined ? {} : { times }) });
      return { ok: true as const };
    },
  }),
  nodeRoute({
    method: 'GET',
    path: '/journal/fixture',
    summary: 'Requests and replies as text, to replay or for a fixture',
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

/** The query without undefined members, which the journal does not accept. */
function present({ method, params, outcome, port, fault }: Absent<ExchangeQuery>): ExchangeQuery {
  return {
    ...(method === undefined ? {} : { method }),
    ...(params === undefined ? {} : { params }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(port === undefined ? {} : { port }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** A whole number in a query, where all values are texts. */
function wholeNumber(min: number, max: number, description: string) {
  const error = `is not allowed; allowed: a whole number from ${min} to ${max}`;
  const fits = (text: unknown) =>
    typeof text === 'string' && /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z
    .custom<string>(fits, { error })
    .meta({ type: 'integer', minimum: min, maximum: max, description })
    .transform(Number);
}
