import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The radios of `test/support/faulty-radios/`. */
type FaultyRadio = 'good' | 'loses-ids' | 'applies-what-it-refuses' | 'dies-on-a-nested-batch';

/** Starts one in a process of its own, which is killed when the test has finished, and gives its URL. */
export async function faultyRadio(name: FaultyRadio): Promise<string> {
  const { stdout } = start(name);
  return `http://127.0.0.1:${await portOf(stdout)}`;
}

/** The same, started again whenever it has died. */
export async function supervisedRadio(name: FaultyRadio): Promise<string> {
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  const { child, stdout } = start(name);
  const port = await portOf(stdout);
  const supervise = (process: ChildProcess) => {
    process.once('exit', () => {
      if (!isOver) supervise(start(name, port).child);
    });
  };
  supervise(child);
  return `http://127.0.0.1:${port}`;
}

function start(name: FaultyRadio, ...args: readonly string[]): { child: ChildProcess; stdout: Readable } {
  const file = fileURLToPath(new URL(`faulty-radios/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, stdout: child.stdout };
}

async function portOf(stdout: Readable): Promise<string> {
  const [port]: readonly unknown[] = await once(stdout, 'data');
  return String(port).trim();
}
