import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.js';

/** What a body may have, bytes. */
export const longestBody = 1_048_576;

/**
 * Reads a request's body as JSON; undefined where it has none. Rejects with `UNSUPPORTED_MEDIA_TYPE`, `TOO_LARGE`,
 * `OPTION_INVALID`. What is not read is discarded by Node.js, so that the client gets to read the answer.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const isAny = Number(length ?? 0) > 0 || coding !== undefined;
  if ((isAny || type !== undefined) && !jsonType.test(type ?? ''))
    throw new ControlError('UNSUPPORTED_MEDIA_TYPE', 'the body must be declared as application/json');
  if (Number(length ?? 0) > longestBody) throw tooLarge();
  const bytes = await collect(request);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), refuseProto);
  } catch (fault) {
    if (fault instanceof ControlError) throw fault;
    const isDeep = fault instanceof RangeError;
    const why = isDeep ? 'is nested too deep' : fault instanceof SyntaxError ? 'is no JSON' : 'is not UTF-8';
    throw new ControlError('OPTION_INVALID', `body: ${why}; allowed: a JSON value in UTF-8`);
  }
}

const jsonType = /^application\/json\s*(;|$)/i;

const tooLarge = () => new ControlError('TOO_LARGE', `the body is too long; allowed: ${longestBody} bytes`);

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Grown by doubling: a body in many small pieces takes about its size.
    let bytes = Buffer.alloc(0);
    let size = 0;
    const onData = (piece: Buffer) => {
      if (size + piece.length > longestBody) {
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

/** A key that most checks pass over unseen. */
function refuseProto(this: unknown, key: string, value: unknown): unknown {
  if (key !== '__proto__') return value;
  throw new ControlError('OPTION_INVALID', 'body: "__proto__" is unknown; allowed: any other key');
}
