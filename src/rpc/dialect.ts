import { type WireError, wireErrors } from '../errors.js';
import type { Outcome } from '../radio/declaration.js';
import type { RequestId } from '../worker/job.js';

/** How replies are written. */
export interface Dialect {
  /** An error as an object with code and message, or as the token alone (interface.md F.1). */
  readonly errors: 'object' | 'string';
  /** With blanks as radios print it, or compact JSON. */
  readonly json: 'radio' | 'compact';
}

/** What can stand in a reply. */
type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Writes a value with a blank after each comma and inner colon, and no other. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`).join(', ')}}`;
}

function errorBody(error: WireError, dialect: Dialect): Json {
  if (dialect.errors === 'string') return error.token;
  const { token, detail, retryAfterMs } = error;
  const data =
    detail === undefined && retryAfterMs === undefined ? undefined : { detail: { ...detail }, retryAfterMs };
  return { code: wireErrors[token].code, message: token, data };
}

/** Writes one reply on one line: key order `result` or `error`, `id`, `jsonrpc` (interface.md A.4). */
export function replyText(
  id: RequestId,
  outcome: Exclude<Outcome, { kind: 'cancelled' }>,
  dialect: Dialect,
): string {
  const [key, body]: [string, Json] =
    outcome.kind === 'result'
      ? ['result', outcome.result.map((each) => (typeof each === 'object' ? { ...each } : each))]
      : ['error', errorBody(outcome.error, dialect)];
  if (dialect.json === 'compact') return JSON.stringify({ [key]: body, id, jsonrpc: '2.0' });
  return `{"${key}" : ${spaced(body)}, "id" : ${JSON.stringify(id)}, "jsonrpc" : "2.0"}`;
}

/** Writes a batch's replies on one line. */
export function batchText(replies: readonly string[], dialect: Dialect): string {
  return `[${replies.join(dialect.json === 'compact' ? ',' : ', ')}]`;
}
