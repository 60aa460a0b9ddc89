import type { IncomingMessage } from 'node:http';
import { shapeIssue } from '../../core/json-shape.js';
import { ControlError } from './control-error.js';

/** Maximum size of a body, bytes. */
const maxBodyBytes = 1_048_576;

/**
 * Reads a request's body as JSON; undefined if it has none. Rejects with `UNSUPPORTED_MEDIA_TYPE`, `TOO_LARGE`,
 * `OPTION_INVALID`. Node discards the rest of a rejected body, so that the client can read the reply.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const hasBody = Number(length ?? 0) > 0 || coding !== undefined;
  if ((hasBody || type !== undefined) && !jsonType.test(type ?? ''))
    throw new ControlError('UNSUPPORTED_MEDIA_TYPE', 'the body must be declared as application/json');
  if (Number(length ?? 0) > maxBodyBytes) throw tooLarge();
  const bytes = await collect(request);
  if (bytes.length === 0) return undefined;
  const body = parsed(bytes);
  const issue = shapeIssue(body, bounds);
  if (issue !== undefined) throw new ControlError('OPTION_INVALID', `body: ${issue}`);
  return body;
}

/** Bounds of a body: what it holds is checked value by value. */
const bounds = { values: 10_000, levels: 64 };

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const issue = error instanceof SyntaxError ? 'is no JSON' : 'is not UTF-8';
    throw new ControlError('OPTION_INVALID', `body: ${issue}; allowed: a JSON value in UTF-8`);
  }
}

const jsonType = /^application\/json\s*(;|$)/i;

const tooLarge = () => new ControlError('TOO_LARGE', `the body is too long; allowed: ${maxBodyBytes} bytes`);

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The buffer grows by doubling: many small pieces must not use more memory than the body.
    let bytes = Buffer.alloc(0);
    let size = 0;
    const onData = (piece: Buffer) => {
      if (size + piece.length > maxBodyBytes) {
        request.off('data', onData);
        bytes = Buffer.alloc(0);
        request.resume();
        reject(tooLarge());
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
