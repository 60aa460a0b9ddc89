import { isError } from '../core/realm.js';

/** JSON tokens: strings, numbers, words and punctuation. */
const token = /"(?:[^"\\]|\\.)*"|[-\w.+]+|[{}[\],]/g;

const requestKeys: ReadonlySet<unknown> = new Set(['params', 'param', 'api_list']);
/** An error reply repeats the rejected value in `data.detail.value`. */
const replyKeys: ReadonlySet<unknown> = new Set(['result', 'value']);

/** Field names, in lower case, whose values never appear in a log line. */
const fieldNames: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'pass',
  'token',
  'secret',
  'authorization',
  'cookie',
  'enc_key',
  'psk',
]);

const redactedField = '(secret)';

/** Levels of nesting in a log line; fields below are left out. */
const maxDepth = 5;

/** Longer requests and replies with a secret are redacted as a whole: to find the secret in them takes too long, bytes. */
export const maxExamined = 16_384;

/**
 * Replaces every string, number and word in the parameters of a request by asterisks of the same length, whatever
 * their structure and escapes. If the request is not JSON, all its text is replaced.
 */
export function redactRequest(bytes: Uint8Array): Uint8Array {
  return redactUnder(requestKeys, bytes);
}

/** The same for a reply: its results, and the values that an error repeats. */
export function redactReply(bytes: Uint8Array): Uint8Array {
  return redactUnder(replyKeys, bytes);
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

function redactUnder(keys: ReadonlySet<unknown>, bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxExamined) return Buffer.alloc(bytes.length, '*');
  const text = Buffer.from(bytes).toString('latin1');
  if (!isJson(text)) return Buffer.from(text.replaceAll(/[^ \t\r\n{}[\],:"]/g, '*'), 'latin1');
  const afterToken = /\s*:/y;
  let depth = 0;
  /** Depth of the value that is being redacted. */
  let secretAt: number | undefined;
  const redact = (written: string, at: number) => {
    if (written === '{' || written === '[') depth += 1;
    else if (written === '}' || written === ']') depth -= 1;
    if (secretAt !== undefined && (depth < secretAt || (written === ',' && depth === secretAt)))
      secretAt = undefined;
    afterToken.lastIndex = at + written.length;
    const isKey = written.startsWith('"') && afterToken.test(text);
    if (isKey && secretAt === undefined && keys.has(JSON.parse(written))) secretAt = depth;
    else if (secretAt !== undefined && !isKey) return redactToken(written);
    return written;
  };
  return Buffer.from(text.replaceAll(token, redact), 'latin1');
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
    copy[name] = fieldNames.has(name.toLowerCase()) ? redactedField : copyValue(value, depth, serializeError);
  }
  return copy;
}

function copyValue(value: unknown, depth: number, serializeError: (error: Error) => object): unknown {
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
