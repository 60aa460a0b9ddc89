import { createHash } from 'node:crypto';
import { deferredMethod } from '../radio/deferred-order.js';

/** A call as a label is made from it. */
export interface LabelledCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Names that stand in a case as they are. */
const simpleName = /^[A-Za-z][\w.-]{0,63}$/;

/** Longer texts are taken as they are: their order of keys counts. */
const maxParsed = 65_536;

/**
 * The label of a request, of letters, digits and `-_.`: its method, and a hash of the parameters if it has any. Ids,
 * spacing and the order of keys do not count.
 * @param calls undefined for one that is not valid
 */
export function labelOf(calls: readonly (LabelledCall | undefined)[], isBatch: boolean): string {
  if (isBatch) return `batch-${hashOf(calls.map((call) => call ?? null))}`;
  const [call] = calls;
  if (call === undefined) return 'invalid';
  const { method, params } = call;
  if (!simpleName.test(method)) return `call-${hashOf([call])}`;
  return params.length === 0 ? method : `${method}-${hashOf([call])}`;
}

/** The label of a page. */
export function pageLabelOf(page: string, input: unknown): string {
  return input === undefined ? page : `${page}-${shortHash(canonical(input))}`;
}

function hashOf(calls: readonly (LabelledCall | null)[]): string {
  return shortHash(canonical(calls.map((call) => (call === null ? null : [call.method, paramsOf(call)]))));
}

/** The order in a deferred call is kept as its text. */
function paramsOf({ method, params }: LabelledCall): readonly unknown[] {
  if (method !== deferredMethod) return params;
  return params.map((param) => (typeof param === 'string' ? parsed(param) : param));
}

function parsed(text: string): unknown {
  if (text.length > maxParsed) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Values below this depth do not count: clients send deeper ones than a stack has room for. */
const maxDepth = 32;

/** JSON with the keys of objects in the order of their names. */
function canonical(value: unknown, depth = 0): string {
  if (depth > maxDepth) return 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  const texts = members.map(
    ([key, member]: [string, unknown]) => `${JSON.stringify(key)}:${canonical(member, depth + 1)}`,
  );
  return `{${texts.join(',')}}`;
}

const hashDigits = 8;

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, hashDigits);
}
