import { z } from 'zod';

/** The method that takes a deferred order (interface.md A.3, B.6). */
export const deferredMethod = 'deferred_execution_api';

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

/** Parameters by name, unchanged: zod's record would lose a member named `__proto__`. */
const named = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Also numbers beyond those of JavaScript, which no parameter accepts: a wrong value, not a wrong form. */
const number = z.custom<number>((value) => typeof value === 'number');

/** Every form of parameters, including those that no method accepts. */
export const paramsSchema = z.union([z.array(z.unknown()), z.string(), number, z.null(), named]);

const callSchema = z
  .object({ method: z.string(), params: paramsSchema.optional(), param: paramsSchema.optional() })
  // An order inside an order would bypass the limits.
  .refine(({ method }) => method !== deferredMethod);

const callsSchema = z.array(callSchema).min(1);

const orderSchema = z.object({
  /** Meaning unknown; clients send "1" and "2.0". */
  version: z.union([z.string().max(64), z.number()]).optional(),
  sleep: seconds.default('0'),
  api_list: z.union([z.string(), z.array(z.unknown())]),
});

/** Form of an order, for error messages. */
export const orderForm =
  'an object: version; sleep, seconds; api_list, an array of calls or its text, without orders in it';

/** Valid orders. */
export const orderExamples: readonly string[] = [
  '{"version":"1","sleep":"3","api_list":[{"method":"freq_bw","params":["4700","20"]}]}',
  '{"version":"2.0","sleep":"0","api_list":"[{\\"method\\":\\"freq\\",\\"params\\":[\\"4700\\"]}]"}',
];

/** Parses an order from its JSON text; undefined if it is invalid. */
export function parseOrder(text: string): DeferredOrder | undefined {
  const order = orderSchema.safeParse(parsed(text)).data;
  if (order === undefined) return undefined;
  const { api_list: list, sleep } = order;
  const calls = callsSchema.safeParse(typeof list === 'string' ? parsed(list) : list).data;
  if (calls === undefined) return undefined;
  const batch = textOf(calls.map((call) => ({ jsonrpc: '2.0', ...call })));
  if (batch === undefined) return undefined;
  return { delayMs: Number(sleep) * 1_000, methods: calls.map(({ method }) => method), batch };
}

/** The JSON text of a value; undefined if it is nested too deeply to be written. */
export function textOf(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
