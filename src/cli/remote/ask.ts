import type { z } from 'zod';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { ControlClient, type ControlRequest } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

/**
 * Sends one request to the control plane and prints the answer: `told` for a person, one line of JSON for a program.
 * Rejects with a `CliError`.
 */
export async function ask<T>(
  flags: ControlFlags,
  request: ControlRequest,
  schema: z.ZodType<T>,
  told: (answer: T) => string,
): Promise<void> {
  const client = new ControlClient(flags);
  const answer = await client.send(request);
  if (flags.json === true) {
    if (answer !== undefined) printJson(answer);
    return;
  }
  print(told(understood(schema, answer, client.where)));
}

/** What came as what it should be. Throws a `CliError`: then it comes from another version, or another program. */
export function understood<T>(schema: z.ZodType<T>, answer: unknown, where: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  const place = path === '' ? '' : ` (${path})`;
  throw new CliError(exitCodes.unexpected, `${where}: the answer is not the one that was expected${place}`);
}

/** Prints lines for a person; what a client or a file put into them does not steer the terminal. */
export function print(text: string): void {
  const lines = text.split('\n').map(escapeControls);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints one line of JSON. */
export function printJson(value: unknown): void {
  const line = JSON.stringify(value);
  process.stdout.write(`${process.stdout.isTTY ? escapeControls(line) : line}\n`);
}
