import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Options of {@link announce}. */
export interface AnnounceOptions {
  /** Print JSON also on a terminal. */
  readonly json?: true;
  /** File that gets the JSON line, too. */
  readonly portFile?: string;
}

/** Prints the listening addresses: one line of JSON, or text on a terminal. */
export function announce(
  { http, maintenance, control, seed }: SilvusMock,
  { json, portFile }: AnnounceOptions,
): void {
  const { pid } = process;
  const line = `${JSON.stringify({ event: 'listening', http, maintenance, control, pid, seed })}\n`;
  if (portFile !== undefined) writePortFile(portFile, line);
  if (json || !process.stdout.isTTY) {
    process.stdout.write(line);
    return;
  }
  const request = '{"jsonrpc":"2.0","method":"freq","id":1}';
  process.stdout.write(
    `Listening on ${http.url}, maintenance on ${maintenance.host}:${maintenance.port}\n` +
      `Try: curl -s -d '${request}' ${http.url}\n` +
      (control === undefined ? '' : `Control on ${control.url}\n`),
  );
}

/** Written under a temporary name and renamed, so that a program waiting for the file never reads a part of it. */
function writePortFile(file: string, line: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, line);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(exitCodes.usage, `--port-file: "${file}" can't be written: ${reason}`);
  }
}
