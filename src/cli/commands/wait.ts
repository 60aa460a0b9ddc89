import { setTimeout as pause } from 'node:timers/promises';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { messageOf, radioUrl, send, timeoutSignal } from '../request.js';

/** Between two tries, ms. */
const interval = 50;

/** Errors by which a radio says that it can't answer yet. */
const notYet = new Set(['UNAVAILABLE', 'BUSY']);

/** `silvus-mock wait`: returns when a radio answers; the exit code is 1 if none does in time. */
export async function wait(to: string, timeoutText: string): Promise<void> {
  const url = radioUrl(to);
  const timeout = parseDuration(timeoutText);
  if (timeout === undefined) {
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${timeoutText}" is no duration; allowed: ${durationForm}`,
    );
  }
  const { signal, clear } = timeoutSignal(timeout);
  let last = 'no reply';
  while (!signal.aborted) {
    try {
      const problem = problemOf(await send(url, '{"jsonrpc":"2.0","method":"nodeid","id":1}', signal));
      if (problem === undefined) {
        clear();
        return;
      }
      last = problem;
    } catch (fault) {
      last = isTimeout(fault) ? last : messageOf(fault);
    }
    await pause(interval, undefined, { signal }).catch(() => undefined);
  }
  throw new CliError(exitCodes.unexpected, `${to}: no radio answered within ${timeoutText}; last: ${last}`);
}

function isTimeout(fault: unknown): boolean {
  return fault instanceof Error && (fault.name === 'TimeoutError' || fault.name === 'AbortError');
}

/** Why a reply is not yet the answer of a radio that works. */
function problemOf(text: string): string | undefined {
  const reply: unknown = parsed(text);
  if (typeof reply !== 'object' || reply === null || !('jsonrpc' in reply)) return 'the reply is no JSON-RPC';
  const error: unknown = 'error' in reply ? reply.error : undefined;
  const token: unknown =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof token === 'string' && notYet.has(token) ? token : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
