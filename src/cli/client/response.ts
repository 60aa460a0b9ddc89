import type { Readable } from 'node:stream';
import { systemClock } from '../../core/time/clock.js';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Options of {@link readText}. */
interface ReadOptions {
  readonly maxBytes: number;
  /** The text ends with the chunk that contains it; default: with the stream. */
  readonly terminator?: string;
}

/** Reads a stream as text. Rejects with the stream's error, or if there are more than `maxBytes`. */
export function readText(stream: Readable, { maxBytes, terminator }: ReadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const finish = () => resolve(Buffer.concat(chunks).toString());
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        reject(new Error(`the reply is longer than ${maxBytes} bytes`));
        stream.destroy();
        return;
      }
      chunks.push(chunk);
      if (terminator !== undefined && chunk.includes(terminator)) finish();
    });
    stream.on('end', finish);
    stream.on('error', reject);
  });
}

/** The value of `--timeout`, ms. Throws a `CliError`. */
export function timeoutOf(text: string, { min = Number.MIN_VALUE }: { readonly min?: number } = {}): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= min) return ms;
  throw new CliError(exitCodes.usage, `--timeout: "${text}" is not a duration; allowed: ${durationForm}`);
}

/** Aborts after `ms` of real time, which may be longer than a Node.js timer allows; `clear` cancels the timer. */
export function timeoutSignal(ms: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  const timer = systemClock().setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => timer.cancel() };
}

/** The message of an error; its code where it has no message. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}
