import { isError } from '../core/realm.js';
import { maskKeys } from '../core/secrets/key-material.js';
import { commonSecretNames } from '../core/secrets/secret-names.js';
import { latin1 } from '../core/text.js';

/** JSON tokens: strings, numbers, words and punctuation. */
const token = /"(?:[^"\\]|\\.)*"|[-\w.+]+|[{}[\],]/g;

/** Members of a request that are kept beside its secrets. */
const frameKeys: ReadonlySet<unknown> = new Set(['jsonrpc', 'method', 'id', 'version', 'sleep']);
/** An error reply repeats the rejected value in `data.detail.value`. */
const replyKeys: ReadonlySet<unknown> = new Set(['result', 'value']);

const redactedField = '(secret)';

/** Levels of nesting in a log line; fields below are left out. */
const maxDepth = 5;

/** Longer requests and replies with a secret are redacted as a whole: to find the secret in them takes too long, bytes. */
export const maxExamined = 16_384;

/**
 * Replaces every string, number and word of a request, beside what frames it, by asterisks of the same length,
 * whatever their structure and escapes. If the request is not JSON, all its text is replaced.
 */
export function redactRequest(bytes: Uint8Array): Uint8Array {
  return redact(bytes, { isHidden: (key) => !frameKeys.has(key), hidesAll: true });
}

/** The same for a reply: its results, and the values that an error repeats. */
export function redactReply(bytes: Uint8Array): Uint8Array {
  return redact(bytes, { isHidden: (key) => replyKeys.has(key), hidesAll: false });
}

/** The same for one parameter. */
export function redactParameter(param: unknown): unknown {
  return typeof param === 'string' ? asterisks(param.length) : '*';
}

/**
 * The fields of a log line without the values of secret fields, at any depth. Replaces pino's `redact`, whose
 * wildcard paths make logging many times slower.
 * @param serializeError an error as an object
 */
export function redactFields(
  fields: object,
  serializeError: (error: Error) => object,
): Record<string, unknown> {
  return copyFields(fields, 1, serializeError);
}

/** The parts of a message that are hidden. */
interface Rule {
  /** True for a member whose value is hidden. */
  readonly isHidden: (key: unknown) => boolean;
  /** True if values outside of all members are hidden too. */
  readonly hidesAll: boolean;
}

function redact(bytes: Uint8Array, { isHidden, hidesAll }: Rule): Uint8Array {
  if (bytes.length > maxExamined) return Buffer.alloc(bytes.length, '*');
  const text = latin1(bytes);
  if (!isJson(text)) return Buffer.from(text.replaceAll(/[^ \t\r\n{}[\],:"]/g, '*'), 'latin1');
  const afterToken = /\s*:/y;
  let depth = 0;
  /** The member that decides about what is read now: its depth, and whether its value is hidden. */
  let member: { readonly at: number; readonly isHidden: boolean } | undefined;
  const redactNext = (written: string, at: number) => {
    if (written === '{' || written === '[') depth += 1;
    else if (written === '}' || written === ']') depth -= 1;
    if (member !== undefined && (depth < member.at || (written === ',' && depth === member.at)))
      member = undefined;
    afterToken.lastIndex = at + written.length;
    if (written.startsWith('"') && afterToken.test(text)) {
      member ??= { at: depth, isHidden: isHidden(JSON.parse(written)) };
      // Inside a member that is kept, as the result of a reply is inside its envelope.
      if (!member.isHidden && !hidesAll) member = { at: depth, isHidden: isHidden(JSON.parse(written)) };
      return written;
    }
    return (member?.isHidden ?? hidesAll) ? redactToken(written) : written;
  };
  return Buffer.from(text.replaceAll(token, redactNext), 'latin1');
}

/** Tests for JSON in latin1, where each byte is one character: bytes beyond ASCII are allowed in strings only. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redactToken(written: string): string {
  if (written.startsWith('"')) return `"${asterisks(written.length - 2)}"`;
  return /^[{}[\],]$/.test(written) ? written : asterisks(written.length);
}

function asterisks(length: number): string {
  return '*'.repeat(length);
}

function copyFields(
  fields: object,
  depth: number,
  serializeError: (error: Error) => object,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    // A copied toJSON function would be called by JSON.stringify.
    if (typeof value === 'function') continue;
    copy[name] = commonSecretNames.means(name) ? redactedField : copyValue(value, depth, serializeError);
  }
  return copy;
}

function copyValue(value: unknown, depth: number, serializeError: (error: Error) => object): unknown {
  if (typeof value === 'string') return maskKeys(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isError(value)) return copyFields(serializeError(value), depth, serializeError);
  const written = hasToJson(value) ? value.toJSON() : value;
  if (typeof written !== 'object' || written === null) return written;
  if (depth >= maxDepth) return undefined;
  if (Array.isArray(written)) return written.map((each) => copyValue(each, depth + 1, serializeError));
  return copyFields(written, depth + 1, serializeError);
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
