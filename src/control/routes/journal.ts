import { z } from 'zod';
import { loopTurn } from '../../core/time/loop-turn.js';
import { inTurns, stepsPerTurn } from '../../core/time/parts.js';
import { isTree } from '../../documents/tree.js';
import { type ExchangeRecord, recordedPages } from '../../journal/exchange.js';
import { checkSteps, orderSchema, verificationSchema } from '../../journal/query.js';
import { apiPortNames } from '../../ports/registry.js';
import { ControlError } from '../server/control-error.js';
import { mapInTurns } from '../server/in-turns.js';
import { filterShape, queryOf } from './exchange-filter.js';
import { exchangeJson, exchangeSchema } from './exchange-json.js';
import { nodeRoute } from './route.js';
import { wholeNumber } from './whole-number.js';

const maxNumber = Number.MAX_SAFE_INTEGER;

const pageShape = {
  after: wholeNumber(0, maxNumber, 'only exchanges with a higher number, oldest first').optional(),
  limit: wholeNumber(1, 1_000_000, 'maximum number (default: 1000); without "after" the newest').optional(),
};

/** Default of `limit`. */
const defaultLimit = 1_000;

const fixtureSchema = z.strictObject({
  port: z.enum(apiPortNames),
  page: z.enum(recordedPages).optional().describe('the page that the request was for; absent for the API'),
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
    handle: async ({ node: { journal }, query: { after, limit = defaultLimit, ...filter } }) => {
      const matching = journal.find(queryOf(filter));
      const page =
        after === undefined ? matching.slice(-limit) : matching.filter(({ n }) => n > after).slice(0, limit);
      const { total } = journal;
      return { total, entries: await mapInTurns(page, exchangeJson, textLength) };
    },
  }),
  nodeRoute({
    method: 'GET',
    path: '/journal/{n}',
    summary: 'One exchange by its number, whole',
    params: { n: wholeNumber(1, maxNumber, 'number of the exchange') },
    reply: exchangeSchema,
    errors: ['NOT_FOUND'],
    handle: ({ node: { journal }, params: { n } }) => {
      const exchange = journal.kept(n);
      if (exchange === undefined) throw new ControlError('NOT_FOUND', notKept(n, journal.total));
      return exchangeJson(exchange);
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
    errors: ['NOT_SEEN', 'UNDECIDED'],
    handle: ({ node: { journal }, body }) => {
      journal.verify(body);
      return { ok: true as const };
    },
  }),
  nodeRoute({
    method: 'POST',
    path: '/journal/verify-order',
    summary: 'Check that calls came in this order, whatever came between them',
    body: z.strictObject({ order: orderSchema.describe('methods, or queries') }),
    reply: z.strictObject({ ok: z.literal(true) }),
    errors: ['NOT_SEEN', 'UNDECIDED'],
    takesTurns: true,
    prepare: (body) => inTurns(checkSteps(isTree(body) ? body['order'] : undefined)),
    handle: async ({ node: { journal }, body: { order } }) => {
      // The check of many queries has taken a part of this turn.
      if (order.length >= stepsPerTurn) await loopTurn();
      journal.verifyOrder(order);
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
      mapInTurns(journal.find(queryOf(query)), fixtureJson, textLength),
  }),
];

function notKept(n: number, total: number): string {
  if (n <= total)
    return `journal: exchange ${n} is no longer kept (settings journal.maxEntries, journal.maxBytes)`;
  return `journal: there is no exchange ${n}; there were ${total} since the start or the last reset`;
}

function fixtureJson(exchange: ExchangeRecord) {
  const { port, page, request, reply } = exchangeJson(exchange);
  return { port, ...(page === undefined ? {} : { page }), request, reply };
}

/** Characters of an exchange, about. */
function textLength({ request, reply }: Pick<z.input<typeof fixtureSchema>, 'request' | 'reply'>): number {
  return request.length + (reply?.length ?? 0);
}
