import { type WireError, wireErrors } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Outcome } from '../radio/declaration.js';
import type { RequestId } from '../worker/job.js';

/** An error as it stands in a reply. */
export interface ReplyError {
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
}

/** One reply, before it is text. */
export type ReplyElement =
  { readonly id: RequestId; readonly result: Json } | { readonly id: RequestId; readonly error: ReplyError };

/** How replies are written. */
export interface Dialect {
  /** An error as an object with code and message, or as the token alone (interface.md F.1). */
  readonly errors: 'object' | 'string';
  /** With blanks as radios print it, or compact JSON. */
  readonly json: 'radio' | 'compact';
}

/** Writes a value with a blank after each comma and inner colon, and no other. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`).join(', ')}}`;
}

/** An error as it stands in a reply. */
export function replyError({ token, detail, retryAfterMs }: WireError): ReplyError {
  const { code } = wireErrors[token];
  if (detail === undefined && retryAfterMs === undefined) return { code, message: token };
  return { code, message: token, data: { detail: { ...detail }, retryAfterMs } };
}

/** The reply to one call (interface.md A.4, A.5). */
export function replyElement(id: RequestId, outcome: Exclude<Outcome, { kind: 'cancelled' }>): ReplyElement {
  if (outcome.kind === 'error') return { id, error: replyError(outcome.error) };
  return { id, result: copied(outcome.result) };
}

/** What a fault may change without changing what the radio has. */
function copied(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]));
  const elements: readonly Json[] = value;
  return elements.map(copied);
}

/** Writes one reply on one line: key order `result` or `error`, `id`, `jsonrpc`. */
export function replyText(element: ReplyElement, dialect: Dialect): string {
  const { id } = element;
  const [key, body]: [string, Json] =
    'result' in element
      ? ['result', element.result]
      : ['error', dialect.errors === 'string' ? element.error.message : { ...element.error }];
  if (dialect.json === 'compact') return JSON.stringify({ [key]: body, id, jsonrpc: '2.0' });
  return `{"${key}" : ${spaced(body)}, "id" : ${JSON.stringify(id)}, "jsonrpc" : "2.0"}`;
}

/** Writes a batch's replies on one line. */
export function batchText(replies: readonly string[], dialect: Dialect): string {
  return `[${replies.join(dialect.json === 'compact' ? ',' : ', ')}]`;
}
