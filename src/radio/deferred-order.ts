import { z } from 'zod';
import { type JsonBounds, shapeIssue } from '../core/json-shape.js';
import { jsonStart } from '../core/json-start.js';
import { orUndefined } from '../core/or-undefined.js';

/** The method that takes a deferred order (interface.md A.3, B.6). */
export const deferredMethod = 'deferred_execution_api';

/** An order whose calls are not written as a batch yet. */
type ParsedOrder = Omit<DeferredOrder, 'batch'> & { readonly calls: readonly object[] };

/** Calls to be executed later. */
export interface DeferredOrder {
  /** Delay before execution, ms. */
  readonly delayMs: number;
  /** The called methods, in order. */
  readonly methods: readonly string[];
  /** The calls as the JSON text of a batch of notifications. */
  readonly batch: string;
}

const seconds = z.union([z.string().regex(/^\d{1,12}(\.\d{1,3})?$/), z.number().min(0).max(999_999_999_999)]);

/** Every form of parameters, including those that no method accepts. */
type Params = unknown[] | string | number | null | Readonly<Record<string, unknown>>;

const forms: readonly string[] = ['object', 'string', 'number'];

/**
 * Parameters by their form alone, unchanged: elements are not looked at, and zod's record would lose a member named
 * `__proto__`. Numbers beyond those of JavaScript, which no parameter accepts, are a wrong value and not a wrong form.
 */
export const paramsSchema = z.custom<Params>((value) => forms.includes(typeof value));

const callSchema = z
  .object({ method: z.string(), params: paramsSchema.optional(), param: paramsSchema.optional() })
  // An order inside an order would bypass the limits.
  .refine(({ method }) => method !== deferredMethod);

/** Maximum length of an order as JSON text, characters. */
export const maxOrderLength = 32_768;

/** Maximum number of nested arrays and objects in an order, itself included. */
const maxOrderLevels = 64;

/** An element takes two characters at least: itself and a comma. */
const orderBounds: JsonBounds = {
  values: maxOrderLength / 2,
  levels: maxOrderLevels,
  characters: maxOrderLength,
  takesProto: true,
};

const orderSchema = z.object({
  /** Meaning unknown; clients send "1" and "2.0". */
  version: z.union([z.string().max(64), z.number()]).optional(),
  sleep: seconds.default('0'),
  api_list: z.custom<string | unknown[]>((list) => typeof list === 'string' || Array.isArray(list)),
});

/** Form of an order, for error messages. */
export const orderForm = `an object: version; sleep, seconds; api_list, an array of calls or its text, without orders in it; at most ${maxOrderLength} characters as JSON, ${maxOrderLevels} levels`;

/** Valid orders. */
export const orderExamples: readonly string[] = [
  '{"version":"1","sleep":"3","api_list":[{"method":"freq_bw","params":["4700","20"]}]}',
  '{"version":"2.0","sleep":"0","api_list":"[{\\"method\\":\\"freq\\",\\"params\\":[\\"4700\\"]}]"}',
];

/** Parses an order from its JSON text; undefined if it is invalid. Gives up at the first call that is. */
export function parseOrder(text: string): ParsedOrder | undefined {
  if (text.length > maxOrderLength) return undefined;
  const order = orUndefined(orderSchema, parsed(text));
  if (order === undefined) return undefined;
  const { api_list: list, sleep } = order;
  const calls = callsOf(typeof list === 'string' ? parsed(list) : list);
  if (calls === undefined) return undefined;
  return { delayMs: Number(sleep) * 1_000, methods: calls.map(({ method }) => method), calls };
}

/** The order as it waits: as text it takes no more memory than its bytes. */
export function waitingOrder({ delayMs, methods, calls }: ParsedOrder): DeferredOrder {
  return { delayMs, methods, batch: JSON.stringify(calls.map((call) => ({ jsonrpc: '2.0', ...call }))) };
}

function callsOf(list: unknown): readonly z.output<typeof callSchema>[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const calls: z.output<typeof callSchema>[] = [];
  for (const each of list) {
    const call = orUndefined(callSchema, each);
    if (call === undefined) return undefined;
    calls.push(call);
  }
  return calls;
}

/** Characters of a request with one order that is not looked into: the order can't be short enough, escapes or not. */
const maxSent = 8 * maxOrderLength;
const tooLong = `is too long; allowed: at most ${maxOrderLength} characters`;

/** Characters of an order with a member of a wrong type: it is refused whatever follows, and messages show less. */
const maxWrong = 1_024;

/**
 * The JSON text of an order; its beginning where a member has a wrong type; of one that is longer or deeper than allowed
 * the reason, which is none.
 */
export function orderText(order: object, sent = 0): string {
  if (sent <= maxSent && !orderSchema.validate(order)) return jsonStart(order, maxWrong);
  const issue = sent > maxSent ? tooLong : shapeIssue(order, orderBounds);
  return issue === undefined ? JSON.stringify(order) : `an order that ${issue}`;
}

/** Undefined for no JSON, and for what is nested too deep. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return shapeIssue(value, orderBounds) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}
