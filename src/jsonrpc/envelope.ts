import { z } from 'zod';
import { deferredMethod, orderText, paramsSchema } from '../radio/deferred-order.js';
import type { JobCommand, RequestId } from '../worker/job.js';

/** An invalid request, with the id of its error reply. */
interface InvalidCall {
  readonly invalid: string;
  readonly id: RequestId;
  /** True if the bytes are not JSON. */
  readonly parseError?: true;
}

/** One element of a request: a command or an invalid request. */
export type Call = JobCommand | InvalidCall;

/** True for a command, which the worker can execute. */
export function isCommand(call: Call): call is JobCommand {
  return !('invalid' in call);
}

/** A parsed request. */
export type Envelope =
  | { readonly kind: 'single'; readonly call: Call }
  | { readonly kind: 'batch'; readonly calls: readonly Call[] }
  | { readonly kind: 'parse-error'; readonly reason: string };

/** A number that survives a round trip through JSON unchanged. */
const safeNumber = z.number().refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER);
const idSchema = z.union([z.string(), safeNumber, z.null()]);

const callSchema = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  id: idSchema.optional(),
  params: paramsSchema.optional(),
  /** A known client's misspelling of `params` (interface.md A.3). */
  param: paramsSchema.optional(),
});

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A request's bytes as text, without a byte order mark; undefined where they are not UTF-8. */
export function requestText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Parses a request: a call, or a batch of at most `maxBatch` calls.
 * Lenient where real clients need it (interface.md A.3): `params` may be absent, `{}`, null, or one bare text or number.
 * @param text of {@link requestText}
 */
export function parseEnvelope(text: string | undefined, maxBatch: number): Envelope {
  if (text === undefined) return { kind: 'parse-error', reason: 'not UTF-8' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'parse-error', reason: 'not JSON' };
  }
  if (!Array.isArray(json)) return { kind: 'single', call: parseCall(json, text.length) };
  if (json.length === 0) return { kind: 'single', call: invalid('an empty batch') };
  return json.length > maxBatch ? tooMany(json.length, maxBatch) : { kind: 'batch', calls: parseCalls(json) };
}

/** Parses the elements of a batch, as JSON. */
export function parseCalls(batch: readonly unknown[]): readonly Call[] {
  return batch.map((each) => parseCall(each));
}

/** The request of calls that were parsed before, or an invalid one if they are more than a batch may have. */
export function batchEnvelope(calls: readonly Call[], maxBatch: number): Envelope {
  return calls.length > maxBatch ? tooMany(calls.length, maxBatch) : { kind: 'batch', calls };
}

function tooMany(count: number, maxBatch: number): Envelope {
  return { kind: 'single', call: invalid(`a batch of ${count}; at most ${maxBatch} are allowed`) };
}

function invalid(reason: string, id: RequestId = null): InvalidCall {
  return { invalid: reason, id };
}

/** @param sent length of the request, if it is the only call in it */
function parseCall(json: unknown, sent?: number): Call {
  if (isBareOrder(json)) return { method: deferredMethod, id: idOf(json), params: [orderText(json, sent)] };
  if (!callSchema.validate(json)) return invalid(reasonOf(json), idOf(json));
  const { method, id, params, param } = json;
  const given = params ?? param;
  return { method, id, params: method === deferredMethod ? orderOf(given, sent) : positional(given) };
}

/** True for a deferred order that is not wrapped in a call. It is answered even without an id. */
function isBareOrder(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !('method' in json) && Object.hasOwn(json, 'api_list');
}

/** An order that is an object, alone or in an array, becomes text: queued, it uses no more memory than its bytes. */
function orderOf(params: z.output<typeof paramsSchema> | undefined, sent?: number): readonly unknown[] {
  const all: readonly unknown[] = Array.isArray(params) ? params : [params];
  const [only] = all;
  const isOrder = typeof only === 'object' && only !== null && !Array.isArray(only) && all.length === 1;
  return isOrder ? [orderText(only, sent)] : positional(params);
}

/** The id of an invalid request, or null if there is none that can be echoed. */
function idOf(json: unknown): RequestId {
  if (typeof json !== 'object' || json === null || !('id' in json)) return null;
  return idSchema.validate(json.id) ? json.id : null;
}

/** Why a value is no call: the first member that is invalid. */
function reasonOf(json: unknown): string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'a request is an object';
  const { shape } = callSchema;
  const wrong = reasons.find(([member]) => !shape[member].validate(Reflect.get(json, member)));
  return wrong?.[1] ?? 'params must be an array';
}

/** Reasons for an invalid request, by the member that is invalid, in their order. */
const reasons = [
  ['jsonrpc', 'jsonrpc must be "2.0"'],
  ['method', 'method must be a text'],
  ['id', 'id must be a text, null, or a number of at most 2^53-1'],
] as const;

/** Maximum number of parameters that are kept. No method takes as many, so the call fails whatever the others are. */
const maxParams = 64;

/** The parameters by position. Named parameters become one parameter that no method accepts. */
function positional(params: z.output<typeof paramsSchema> | undefined): readonly unknown[] {
  if (params === undefined || params === null) return [];
  if (typeof params === 'string' || typeof params === 'number') return [params];
  if (Array.isArray(params)) return params.slice(0, maxParams + 1).map(slim);
  return isEmpty(params) ? [] : [{}];
}

/** True for an object without members. To list many keys takes longer than to parse them; only an empty one is sealed. */
function isEmpty(parsed: object): boolean {
  return Object.isSealed(Object.preventExtensions(parsed));
}

/** Arrays and objects, which no method accepts, are replaced by empty ones: queued, they use little memory. */
function slim(param: unknown): unknown {
  if (Array.isArray(param)) return [];
  return typeof param === 'object' && param !== null ? {} : param;
}
