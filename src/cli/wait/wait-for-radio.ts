import { setTimeout as pause } from 'node:timers/promises';
import { escapeControls } from '../../core/text.js';
import { LoginError } from '../client/radio-client.js';
import { messageOf, timeoutOf, timeoutSignal } from '../client/response.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { printError } from '../output/print.js';
import { isAlive } from '../target/radio-identity.js';
import { problemOfControlPlane } from './control-plane-probe.js';
import { problemOfRadio } from './radio-probe.js';
import { WaitClients } from './wait-clients.js';
import type { WaitFlags } from './wait-flags.js';
import { type WaitTarget, waitTarget } from './wait-target.js';

/** Time between two attempts, real ms. */
const interval = 50;

/** Waits until the radio takes commands. Rejects with a `CliError`. */
export async function waitForRadio(flags: WaitFlags): Promise<void> {
  const ms = timeoutOf(flags.timeout, { min: 0 });
  const pid = pidOf(flags.pid);
  const { signal, clear } = timeoutSignal(ms);
  const isOver = () => signal.aborted;
  let last = 'no reply';
  let place: string | undefined;
  let isPolling = false;
  const clients = new WaitClients(flags, signal);
  try {
    while (!isOver()) {
      try {
        const target = await waitTarget(flags, pid);
        place = target.text;
        if (target.kind === 'radio' && !isPolling) {
          isPolling = true;
          printError(`no control plane is known: asking ${escapeControls(target.text)} with nodeid`);
        }
        const problem = await problemOf(target, clients, signal);
        if (problem === undefined) return;
        last = problem;
      } catch (error) {
        if (error instanceof CliError && error.exitCode !== exitCodes.unexpected) throw error;
        // Another try would be refused too, and lock the user out.
        if (error instanceof LoginError)
          throw new CliError(exitCodes.unexpected, `${place ?? ''}: ${error.message}`);
        // An attempt that the time limit ends says nothing new.
        last = isOver() || isTimeout(error) ? last : messageOf(error);
      }
      if (pid !== undefined && !isAlive(pid)) {
        const message = `pid ${pid}: that process has ended; last error: ${last}`;
        throw new CliError(exitCodes.unexpected, message);
      }
      await pause(interval, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    clear();
  }
  const where = place === undefined ? '' : `${place}: `;
  const hint = isPolling || place === undefined ? '' : '; without a control plane: --no-control, or --to URL';
  throw new CliError(
    exitCodes.unexpected,
    `${where}no radio answered within ${flags.timeout}; last error: ${last}${hint}`,
  );
}

async function problemOf(
  target: WaitTarget,
  clients: WaitClients,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (target.kind === 'control') return problemOfControlPlane(target, signal);
  return problemOfRadio(target, await clients.of(target.url), signal);
}

function pidOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new CliError(exitCodes.usage, `--pid: "${text}" is not allowed; allowed: a process ID`);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
