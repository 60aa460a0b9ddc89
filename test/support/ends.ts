import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CliRun, Place } from './cli.js';
import { folderWith } from './folder.js';

/** How a process was gone. */
export interface ProcessEnd {
  /** From the signal to "no such process". */
  readonly seconds: number;
  /** The exit code, or the signal that ended it. */
  readonly code: number | string | null;
}

/** Calls `end`, such as a signal, and waits until the process is gone, whatever holds its output open. */
export async function endOf({ child }: CliRun, name: string, end: () => unknown): Promise<ProcessEnd> {
  const begun = performance.now();
  const gone = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const ended = child.exitCode ?? child.signalCode;
  await end();
  const code = ended ?? (await gone);
  if (isAlive(child.pid)) throw new Error(`${name}: process ${String(child.pid)} is there after its exit`);
  const seconds = (performance.now() - begun) / 1_000;
  const file = process.env['ENDS_REPORT'];
  if (file !== undefined) appendFileSync(file, `| ${name} | ${seconds.toFixed(2)} | ${String(code)} |\n`);
  return { seconds, code };
}

/** True while there is a process with this ID. */
function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A place whose processes load this module first. */
export function preloading(source: string): Place & { readonly folder: string } {
  const folder = folderWith({ 'preload.mjs': source });
  const url = pathToFileURL(join(folder, 'preload.mjs')).href;
  return { folder, env: { NODE_OPTIONS: `--import=${url}` } };
}
