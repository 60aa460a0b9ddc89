import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { shapeIssue } from '../../core/json-shape.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { ControlError } from './control-error.js';

/** Maximum size of a body, bytes. */
const maxBodyBytes = 1_048_576;

/** Maximum size of a body in YAML, bytes: its parser is slow. */
const maxYamlBytes = 131_072;

/** Others get their turns after a longer body is parsed, bytes. */
const longBody = 8_192;

/** True if a request has a body. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

/** A body in YAML, as text. */
export class YamlText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Reads a request's body as JSON; undefined if it has none. Rejects with `UNSUPPORTED_MEDIA_TYPE`, `TOO_LARGE`,
 * `OPTION_INVALID`. Node discards the rest of a rejected body, so that the client can read the reply.
 * @param takesYaml true if the body may be YAML, which is a {@link YamlText}
 */
export async function readBody(request: IncomingMessage, takesYaml: boolean): Promise<unknown> {
  const { 'content-type': type, 'content-length': length } = request.headers;
  const isYaml = takesYaml && yamlType.test(type ?? '');
  if ((hasBody(request.headers) || type !== undefined) && !isYaml && !jsonType.test(type ?? '')) {
    const types = takesYaml ? 'application/json or application/yaml' : 'application/json';
    throw new ControlError('UNSUPPORTED_MEDIA_TYPE', `the body must be declared as ${types}`);
  }
  const maxBytes = isYaml ? maxYamlBytes : maxBodyBytes;
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await collect(request, maxBytes);
  if (bytes.length === 0) return undefined;
  if (isYaml) return new YamlText(decoded(bytes));
  const body = parsed(bytes);
  const issue = shapeIssue(body, bounds);
  if (issue !== undefined) throw new ControlError('OPTION_INVALID', `body: ${issue}`);
  // To parse it has taken a part of this turn, and its check takes another.
  if (bytes.length > longBody) await loopTurn();
  return body;
}

/** Bounds of a body: what it holds is checked value by value. */
const bounds = { values: 10_000, levels: 64 };

function parsed(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError('OPTION_INVALID', 'body: is no JSON; allowed: a JSON value in UTF-8');
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ControlError('OPTION_INVALID', 'body: is not UTF-8; allowed: text in UTF-8');
  }
}

const jsonType = /^application\/json\s*(;|$)/i;

const yamlType = /^application\/yaml\s*(;|$)/i;

const tooLarge = (maxBytes: number) =>
  new ControlError('TOO_LARGE', `the body is too long; allowed: ${maxBytes} bytes`);

function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The buffer grows by doubling: many small pieces must not use more memory than the body.
    let bytes = Buffer.alloc(0);
    let size = 0;
    const onData = (piece: Buffer) => {
      if (size + piece.length > maxBytes) {
        request.off('data', onData);
        bytes = Buffer.alloc(0);
        request.resume();
        reject(tooLarge(maxBytes));
        return;
      }
      if (size + piece.length > bytes.length) {
        bytes = Buffer.concat([bytes.subarray(0, size)], Math.max(size + piece.length, 2 * size));
      }
      size += piece.copy(bytes, size);
    };
    request.on('data', onData);
    request.once('end', () => resolve(bytes.subarray(0, size)));
    request.once('close', () => reject(new ControlError('OPTION_INVALID', 'body: is cut off')));
  });
}
