import fc from 'fast-check';
import { methodDeclarations } from '../../src/index.js';

/** What a request's bytes should bring: an id for each reply, in their order, or nothing. */
export interface ExpectedReplies {
  readonly ids: readonly unknown[];
  readonly isBatch: boolean;
  /** How many commands are to be carried out or refused by the worker. */
  readonly commands: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a request in the plainest way and says what replies it should bring. */
export function expectedReplies(bytes: Uint8Array, maxBatch: number): ExpectedReplies {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(bytes));
  } catch {
    return { ids: [null], isBatch: false, commands: 0 };
  }
  const isBatch = Array.isArray(json) && json.length > 0 && json.length <= maxBatch;
  if (Array.isArray(json) && !isBatch) return { ids: [null], isBatch: false, commands: 0 };
  const calls: readonly unknown[] = isBatch && Array.isArray(json) ? json : [json];
  const valid = calls.filter((call) => isCall(call) || isOrder(call));
  const ids = calls.flatMap((call) => (isCall(call) && !('id' in call) ? [] : [idOf(call)]));
  return { ids, isBatch, commands: valid.length };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isId(id: unknown): boolean {
  return (
    id === null ||
    typeof id === 'string' ||
    (typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER)
  );
}

function isCall(json: unknown): json is Record<string, unknown> {
  if (!isObject(json)) return false;
  const { jsonrpc, method, id = null, params = null, param = null } = json;
  const areParams = (value: unknown) => ['object', 'string', 'number'].includes(typeof value);
  return jsonrpc === '2.0' && typeof method === 'string' && isId(id) && areParams(params) && areParams(param);
}

/** A deferred order that is no call of its method. */
function isOrder(json: unknown): boolean {
  return isObject(json) && !('method' in json) && 'api_list' in json;
}

function idOf(json: unknown): unknown {
  return isObject(json) && isId(json['id']) ? json['id'] : null;
}

const ids = fc.oneof(
  { arbitrary: fc.constantFrom<unknown>(0, '', 1, null, -1, 2 ** 53 - 1), weight: 3 },
  { arbitrary: fc.oneof(fc.string(), fc.integer()), weight: 3 },
  { arbitrary: fc.constantFrom<unknown>(2 ** 53, 1.5, true, [], {}), weight: 1 },
);

const methods = fc.oneof(
  { arbitrary: fc.constantFrom(...methodDeclarations.map(({ name }) => name)), weight: 8 },
  { arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '', 'Freq'), weight: 1 },
  { arbitrary: fc.string(), weight: 1 },
);

const params = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown>([], {}, null, ['4700'], ['30'], ['freq'], '20', [2490, '20']),
    weight: 5,
  },
  { arbitrary: fc.jsonValue(), weight: 1 },
);

/** A call as JSON: mostly a good one, with any member missing or wrong now and then. */
export const anyCall: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.record(
      { jsonrpc: fc.constant('2.0'), method: methods, id: ids, params },
      { requiredKeys: ['jsonrpc', 'method'] },
    ),
    weight: 8,
  },
  {
    arbitrary: fc.record(
      {
        jsonrpc: fc.constantFrom<unknown>('2.0', '1.0', 2),
        method: fc.oneof(methods, fc.jsonValue()),
        id: ids,
        param: params,
        more: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
    weight: 2,
  },
  { arbitrary: fc.jsonValue(), weight: 1 },
);

const anyOrder = fc.record(
  {
    version: fc.constantFrom<unknown>('1', '2.0', null),
    sleep: fc.constantFrom<unknown>('0', '3', 1, '-1', 'soon'),
    api_list: fc.oneof(fc.array(anyCall, { maxLength: 3 }), fc.json(), fc.jsonValue()),
    id: ids,
  },
  { requiredKeys: ['api_list'] },
);

const anyRequest = fc.oneof(
  { arbitrary: anyOrder, weight: 1 },
  { arbitrary: anyCall, weight: 3 },
  { arbitrary: fc.array(anyCall, { maxLength: 6 }), weight: 2 },
);

const text = anyRequest.map((json) => JSON.stringify(json));

/** A text with one piece cut out or put in. */
const spoiled = fc
  .tuple(
    text,
    fc.nat(200),
    fc.nat(3),
    fc.oneof(fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n'), fc.string()),
  )
  .map(([whole, place, length, piece]) => whole.slice(0, place) + piece + whole.slice(place + length));

/** Bytes of every kind: good requests, nearly good ones, any JSON, no JSON, no text. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { arbitrary: text.map(bytesOf), weight: 6 },
  { arbitrary: spoiled.map(bytesOf), weight: 3 },
  { arbitrary: fc.json().map(bytesOf), weight: 1 },
  { arbitrary: fc.uint8Array({ maxLength: 40 }), weight: 1 },
);

function bytesOf(written: string): Uint8Array {
  return new TextEncoder().encode(written);
}
