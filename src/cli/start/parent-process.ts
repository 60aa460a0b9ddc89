import { readFileSync } from 'node:fs';
import { CliError, exitCodes } from '../exit-codes.js';
import { isAlive } from '../target/radio-identity.js';
import { parentAtStart } from './parent-at-start.js';

/** Time between two checks of the parent process, ms. */
const interval = 500;

/** The process 1, which gets the children of a parent that has ended. */
const init = 1;

/** The process that `--exit-with-parent` names: by default the parent. Throws a `CliError`. */
export function parentOf(given: string | true): number {
  if (given === true) return parentAtStart;
  if (/^[1-9]\d{0,9}$/.test(given)) return Number(given);
  const message = `--exit-with-parent: ${JSON.stringify(given)} is no process; allowed: a process ID, or no value`;
  throw new CliError(exitCodes.usage, message);
}

/**
 * Calls `onEnd` once after a process has ended, also if that was before the call. The end of the parent is known by
 * the other parent that the system then gives to this process.
 * @returns stops checking
 */
export function onProcessEnd(pid: number, onEnd: () => void): () => void {
  const hasEnded = pid === parentAtStart ? hasParentEnded : () => isGone(pid);
  const check = () => {
    if (!hasEnded()) return;
    stop();
    onEnd();
  };
  const first = setImmediate(check);
  const timer = setInterval(check, interval).unref();
  const stop = () => {
    clearImmediate(first);
    clearInterval(timer);
  };
  return stop;
}

/**
 * Calls `onEnd` once when standard input ends: the process at the other end of the pipe has closed it, or is gone.
 * @returns stops reading
 */
export function onInputEnd(onEnd: () => void): () => void {
  const { stdin } = process;
  const end = () => {
    stop();
    onEnd();
  };
  const stop = () => {
    stdin.off('end', end).off('error', end).off('close', end);
    stdin.destroy();
  };
  stdin.on('end', end).on('error', end).on('close', end).resume();
  return stop;
}

function hasParentEnded(): boolean {
  return process.ppid !== parentAtStart || (parentAtStart === init && hasLostParent());
}

/**
 * True if this process was given to process 1 before it could read its parent: it is in a process group that neither
 * itself nor process 1 has, so another process has started it. Elsewhere than on Linux this can't be seen.
 */
function hasLostParent(): boolean {
  const own = groupOf(process.pid);
  return own !== undefined && own !== process.pid && own !== groupOf(init);
}

/** The process group of a process; undefined where it can't be read. */
function groupOf(pid: number): number | undefined {
  const group = statusOf(pid)?.[2];
  return group === undefined ? undefined : Number(group);
}

function isGone(pid: number): boolean {
  // A process that has ended stays in the list until its own parent asks for its exit code.
  return !isAlive(pid) || statusOf(pid)?.[0] === 'Z';
}

/** State, parent, process group and more of a process, on Linux. */
function statusOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
