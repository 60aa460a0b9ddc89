import type { RequestId } from '../worker/job.js';
import { type ExpectedElement, type ExpectedReply, type KnownCall, anyOutcome, errorOf } from './case.js';

const parseError = -32700;
const invalidRequest = -32600;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The request in these bytes, read in the plainest way. */
export interface ReadRequest {
  readonly reply: ExpectedReply;
  /** The calls in it, with their outcome left open. */
  readonly calls: readonly KnownCall[];
}

const nothing = (code: number): ReadRequest => ({
  calls: [],
  reply: { kind: 'single', element: { id: null, outcome: errorOf(code) } },
});

/** Reads a request in the plainest way: which replies it should bring, and with which ids. */
export function readRequest(bytes: Uint8Array, maxBatch: number): ReadRequest {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch {
    return nothing(parseError);
  }
  if (!Array.isArray(json)) {
    const { call, element } = readCall(json);
    const calls = call === undefined ? [] : [call];
    return { calls, reply: element === undefined ? { kind: 'none' } : { kind: 'single', element } };
  }
  if (json.length === 0 || json.length > maxBatch) return nothing(invalidRequest);
  const read = json.map(readCall);
  const elements = read.flatMap(({ element }) => element ?? []);
  return {
    calls: read.flatMap(({ call }) => call ?? []),
    reply: elements.length === 0 ? { kind: 'none' } : { kind: 'batch', elements },
  };
}

/** A call, and the reply that it should bring; a notification brings none. */
function readCall(json: unknown): { readonly call?: KnownCall; readonly element?: ExpectedElement } {
  const id = idOf(json);
  if (isOrder(json)) {
    const call = unclear('deferred_execution_api');
    return { call, element: { id, outcome: anyOutcome, call } };
  }
  if (!isCall(json)) return { element: { id, outcome: errorOf(invalidRequest) } };
  const call = unclear(json.method);
  return 'id' in json ? { call, element: { id, outcome: anyOutcome, call } } : { call };
}

const unclear = (method: string): KnownCall => ({
  method,
  params: [],
  kind: 'write',
  outcome: anyOutcome,
  isUnclear: true,
});

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isId(id: unknown): id is RequestId {
  return (
    id === null ||
    typeof id === 'string' ||
    (typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER)
  );
}

function isCall(json: unknown): json is Readonly<Record<string, unknown>> & { readonly method: string } {
  if (!isObject(json)) return false;
  const { jsonrpc, method, id = null, params = null, param = null } = json;
  const areParams = (value: unknown) => ['object', 'string', 'number'].includes(typeof value);
  return jsonrpc === '2.0' && typeof method === 'string' && isId(id) && areParams(params) && areParams(param);
}

/** True for a deferred order that is no call of its method (docs/interface.md A.3). */
function isOrder(json: unknown): boolean {
  return isObject(json) && !('method' in json) && Object.hasOwn(json, 'api_list');
}

function idOf(json: unknown): RequestId {
  if (!isObject(json)) return null;
  const { id = null } = json;
  return isId(id) ? id : null;
}
