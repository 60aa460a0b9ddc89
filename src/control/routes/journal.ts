import { z } from 'zod';
import { type ExchangeRecord, type RecordedPage, recordedPages } from '../../journal/exchange.js';
import { orderSchema, verificationSchema } from '../../journal/query.js';
import { type PortName, apiPortNames } from '../../ports/registry.js';
import { ControlError } from '../server/control-error.js';
import { mapInTurns } from '../server/in-turns.js';
import { exchangeJson, exchangeSchema } from './exchange-json.js';
import { nodeRoute } from './route.js';

const filterShape = {
  method: z.string().optional().describe('name of a method of the radio'),
  unknownMethod: z.string().optional().describe('a method that the radio does not have'),
  outcome: z.string().optional().describe("ok, cancelled, or the error's message"),
  unknownOutcome: z.string().optional().describe('an outcome that the radio does not have'),
  port: z.enum(apiPortNames).optional(),
  page: z.enum(recordedPages).optional().describe('only exchanges with this page beside the API'),
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
    handle: ({ node: { journal }, body: { order } }) => {
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

function fixtureJson(exchange: ExchangeRecord) {
  const { port, page, request, reply } = exchangeJson(exchange);
  return { port, ...(page === undefined ? {} : { page }), request, reply };
}

/** Characters of an exchange, about. */
function textLength({ request, reply }: Pick<z.input<typeof fixtureSchema>, 'request' | 'reply'>): number {
  return request.length + (reply?.length ?? 0);
}

interface Filter {
  readonly method?: string | undefined;
  readonly unknownMethod?: string | undefined;
  readonly outcome?: string | undefined;
  readonly unknownOutcome?: string | undefined;
  readonly port?: PortName | undefined;
  readonly page?: RecordedPage | undefined;
  readonly fault?: string | undefined;
}

/** The journal's query of a filter. Throws `OPTION_INVALID` for a name that is given in both forms. */
function queryOf({ method, unknownMethod, outcome, unknownOutcome, port, page, fault }: Filter) {
  return {
    method: oneOf('method', method, 'unknownMethod', unknownMethod),
    outcome: oneOf('outcome', outcome, 'unknownOutcome', unknownOutcome),
    port,
    page,
    fault,
  };
}

function oneOf(key: string, known: string | undefined, otherKey: string, unknown: string | undefined) {
  if (unknown === undefined) return known;
  if (known === undefined) return { unknown };
  throw new ControlError('OPTION_INVALID', `query: ${otherKey}: is given with ${key}; allowed: one of them`);
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
