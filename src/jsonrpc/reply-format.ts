import { type WireError, wireErrors } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Outcome } from '../radio/declaration.js';
import type { RequestId } from '../worker/job.js';

/** The error object of a reply. */
export interface ReplyError {
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
  /** Sent instead of all of this, where a fault replies with an error of another shape. */
  readonly sentAs?: Json;
}

/** A reply that is given instead of the one of a command: a result, or an error. */
export type GivenReply = ReplyError | { readonly result: Json };

/** Outcome of a command with this reply: `ok`, or the error's message. */
export function givenOutcome(reply: GivenReply): string {
  return 'result' in reply ? 'ok' : reply.message;
}

/** One reply before it is formatted. */
export type ReplyElement =
  { readonly id: RequestId; readonly result: Json } | { readonly id: RequestId; readonly error: ReplyError };

/** Format of replies (setting `reply`). */
export interface ReplyFormat {
  /** Errors as objects with code and message, or as the token only (interface.md F.1). */
  readonly errors: 'object' | 'string';
  /** JSON with blanks as radios print it, or compact. */
  readonly json: 'radio' | 'compact';
}

/** Formats a value with a blank after each comma and each inner colon, and no others. */
function spaced(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (isList(value)) return `[${value.map(spaced).join(', ')}]`;
  let text = '';
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ', '}${quoted(key)}: ${spaced(member)}`;
  }
  return `{${text}}`;
}

/** The text of a value in a reply. */
export function valueText(value: Json, { json }: ReplyFormat): string {
  return json === 'compact' ? JSON.stringify(value ?? null) : spaced(value);
}

/** A character that JSON writes in another way, or may: controls, the quote, the backslash, surrogates. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A text as JSON. Most hold nothing to escape, and are many in one reply. */
function quoted(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** The error object for an error of the radio. */
export function replyError({ token, detail, retryAfterMs }: WireError): ReplyError {
  const { code } = wireErrors[token];
  if (detail === undefined && retryAfterMs === undefined) return { code, message: token };
  return { code, message: token, data: { detail: { ...detail }, retryAfterMs } };
}

/** The reply to one call (interface.md A.4, A.5). */
export function replyElement(id: RequestId, outcome: Exclude<Outcome, { kind: 'cancelled' }>): ReplyElement {
  if (outcome.kind === 'error') return { id, error: replyError(outcome.error) };
  return { id, result: outcome.result };
}

/** Formats one reply on one line: key order `result` or `error`, `id`, `jsonrpc`. */
export function replyText(element: ReplyElement, format: ReplyFormat): string {
  const { id } = element;
  const key = 'result' in element ? 'result' : 'error';
  const body = 'result' in element ? element.result : errorBody(element.error, format);
  if (format.json === 'compact') return JSON.stringify({ [key]: body, id, jsonrpc: '2.0' });
  return `{"${key}" : ${spaced(body)}, "id" : ${JSON.stringify(id)}, "jsonrpc" : "2.0"}`;
}

/** Narrows to the read-only type, which `Array.isArray` does not. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function errorBody(error: ReplyError, { errors }: ReplyFormat): Json {
  if (error.sentAs !== undefined) return error.sentAs;
  return errors === 'string' ? error.message : { ...error };
}

/** Formats the replies of a batch on one line. */
export function batchText(replies: readonly string[], format: ReplyFormat): string {
  return `[${replies.join(format.json === 'compact' ? ',' : ', ')}]`;
}
