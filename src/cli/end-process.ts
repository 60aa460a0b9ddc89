import type { Writable } from 'node:stream';

/** Time in which a running system call may return before the process is killed, ms. */
const systemCallGrace = 100;

/** Time between two looks at the running system calls, ms. */
const interval = 5;

/**
 * Requests that a thread of Node.js carries out with a system call: files and name lookups. `process.exit` joins these
 * threads, so it never returns while one of them waits for a disk, a pipe or a name server that does not answer.
 */
const inThread = /^(FS|FileHandle|GetAddrInfo|GetNameInfo)/;

/**
 * Ends this process with an exit code, whatever is still open: timers, sockets, servers. If a system call of a thread
 * does not return, the process ends by SIGKILL, since Node.js could not exit.
 * @param signal the one to end by then, where the exit code stands for a signal
 */
export async function endProcess(code: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<never> {
  process.exitCode = code;
  for (let waited = 0; waited < systemCallGrace && isInSystemCall(); waited += interval)
    await new Promise((resolve) => setTimeout(resolve, interval));
  if (isInSystemCall()) {
    process.emit('exit', code);
    if (signal !== 'SIGKILL') process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  return process.exit(code);
}

function isInSystemCall(): boolean {
  return process.getActiveResourcesInfo().some((name) => inThread.test(name));
}

/**
 * Resolves when all output was written to stdout and stderr, or can't be written, or after `ms`. The reader of a pipe
 * may be slow; without `ms`, it sets the pace.
 */
export async function outputWritten(ms?: number): Promise<void> {
  const { stdout, stderr } = process;
  const written = Promise.all([stdout, stderr].map(isWritten));
  if (ms === undefined) await written;
  else await Promise.race([written, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
}

function isWritten(stream: Writable): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once('close', resolve);
    stream.write('', () => resolve());
  });
}
