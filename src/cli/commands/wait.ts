import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { type RadioFlags, addRadioFlags } from '../client/radio-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Time between two attempts, real ms. */
const interval = 50;

/** Error messages of a radio that does not accept commands yet. */
const temporary = new Set(['UNAVAILABLE', 'BUSY']);

/** `silvus-mock wait`. */
export function waitCommand(): Command {
  return addRadioFlags(command('wait'), '30s')
    .description('Wait until a radio answers; exit code 1 after the time limit.')
    .addHelpText('after', examples('wait --to http://127.0.0.1:8080 --timeout 10s'))
    .action(wait);
}

async function wait({ to, timeout }: RadioFlags): Promise<void> {
  const { messageOf, timeoutSignal } = await import('../client/response.js');
  const { radioUrl, send } = await import('../client/radio-client.js');
  const url = radioUrl(to);
  const ms = parseDuration(timeout);
  if (ms === undefined) {
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${timeout}" is not a duration; allowed: ${durationForm}`,
    );
  }
  const { signal, clear } = timeoutSignal(ms);
  let last = 'no reply';
  while (!signal.aborted) {
    try {
      const problem = problemOf(await send(url, '{"jsonrpc":"2.0","method":"nodeid","id":1}', signal));
      if (problem === undefined) {
        clear();
        return;
      }
      last = problem;
    } catch (error) {
      last = isTimeout(error) ? last : messageOf(error);
    }
    await pause(interval, undefined, { signal }).catch(() => undefined);
  }
  throw new CliError(exitCodes.unexpected, `${to}: no radio answered within ${timeout}; last error: ${last}`);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** The reason why a reply does not come from a working radio; undefined if it does. */
function problemOf(text: string): string | undefined {
  const reply: unknown = parsed(text);
  if (typeof reply !== 'object' || reply === null || !('jsonrpc' in reply))
    return 'the reply is not JSON-RPC';
  const error: unknown = 'error' in reply ? reply.error : undefined;
  const message: unknown =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof message === 'string' && temporary.has(message) ? message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
