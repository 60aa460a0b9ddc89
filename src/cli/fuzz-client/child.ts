import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { systemClock } from '../../core/time/clock.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Output of a stream that is kept, bytes; what comes after it is read and dropped. */
const maxKept = 1_048_576;

/** Real ms in which the output of an ended process may still come: a process that it started can hold its pipes. */
const outputGrace = 200;

/** End of a command. */
export interface ChildEnd {
  /** `time`: it was killed when its time was over; `requests`: when it had sent too many requests. */
  readonly by: 'itself' | 'time' | 'requests' | 'stop';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Limits of one run of a command. */
interface ChildLimits {
  /** Longest time, real ms. */
  readonly timeout: number;
  /** Resolves when it has sent too many requests. */
  readonly overrun: Promise<void>;
  readonly stop: AbortSignal;
}

/**
 * Runs a command in a process group of its own, without input, and resolves with its end. Nothing of the group is left
 * then. Rejects with a `CliError` for a command that can't be started.
 */
export async function runChild(
  [name = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  { timeout, overrun, stop }: ChildLimits,
): Promise<ChildEnd> {
  const child = spawn(name, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stdout = new KeptOutput(child.stdout);
  const stderr = new KeptOutput(child.stderr);
  let by: ChildEnd['by'] = 'itself';
  const endBy = (reason: ChildEnd['by']) => () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    by = reason;
    killGroup(child);
  };
  const onStop = endBy('stop');
  const timer = systemClock().setTimeout(endBy('time'), timeout);
  void overrun.then(endBy('requests'));
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  try {
    const [code, signal] = await exitOf(child, name);
    killGroup(child);
    await closed(child);
    return { by, code, signal, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    timer.cancel();
    stop.removeEventListener('abort', onStop);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function exitOf(child: ChildProcess, name: string): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve([code, signal]));
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? 'there is no such command' : error.message;
      reject(new CliError(exitCodes.usage, `${name}: it can't be started: ${reason}`));
    });
  });
}

/** Resolves when all output has been read, or after some time. */
async function closed(child: ChildProcess): Promise<void> {
  const done = new AbortController();
  const end = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  await Promise.race([end, systemClock().sleep(outputGrace, done.signal)]);
  done.abort();
}

/** Ends the command and all that it has started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // None of the group is left.
  }
}

/** The first output of a stream. */
class KeptOutput {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(stream: Readable) {
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      if (this.#size >= maxKept) return;
      const kept = chunk.subarray(0, maxKept - this.#size);
      this.#size += kept.length;
      this.#chunks.push(kept);
    });
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}
