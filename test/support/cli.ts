import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Listening } from './json-rpc-client.js';

const bin = fileURLToPath(new URL('../../bin/silvus-mock.js', import.meta.url));

/** A line that no user should see. */
export const stackTrace = /^(error: )?\s+at /m;

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command line that is under way. */
export interface CliRun {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match in what the stream has printed; rejects if the process ends before. */
  until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

/** Longer than any command of a test runs, ms. */
const longestRun = 50_000;

/** Runs `silvus-mock` with these arguments. */
export function cli(...args: string[]): CliRun {
  return cliIn({}, ...args);
}

/** Where a run takes place. */
export interface Place {
  /** Working folder. */
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** When what still runs is killed, ms. */
  readonly longest?: number;
}

/** As {@link cli}, in another place. */
export function cliIn({ cwd, env = {}, longest = longestRun }: Place, ...args: string[]): CliRun {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...texts }));
  });
  const until = (name: 'stdout' | 'stderr', pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(texts[name]);
        if (match === null) return;
        child[name].off('data', look);
        resolve(match);
      };
      child[name].on('data', look);
      void ended.then(({ stdout, stderr }) => reject(new Error(`ended: ${stdout}${stderr}`)));
      look();
    });
  return { child, stdout: () => texts.stdout, stderr: () => texts.stderr, until, ended };
}

/** A process that listens. */
export type Started = CliRun & Listening;

/**
 * Runs `silvus-mock start` on free ports with these flags, and waits until it listens. What still runs when the test
 * has finished is killed. It has a control plane only where a flag asks for it: there is one default port for all.
 */
export function started(...flags: string[]): Promise<Started> {
  return startedIn({}, ...flags);
}

/** As {@link started}, in another place. */
export async function startedIn(place: Place, ...flags: string[]): Promise<Started> {
  const control = flags.some((flag) => flag.startsWith('--control')) ? [] : ['--no-control'];
  const run = cliIn(place, 'start', '--http-port', '0', '--maintenance-port', '0', ...control, ...flags);
  onTestFinished(() => {
    run.child.kill('SIGKILL');
  });
  const [line] = await run.until('stdout', /^\{.*\}\n/);
  return { ...run, ...(JSON.parse(line) as Listening) };
}

/** The control port in the line in which `silvus-mock start` says where it listens. */
export function controlPortOf(stdout: string): number {
  const { control } = JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as { control: { port: number } };
  return control.port;
}
