import type { z } from 'zod';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output/print.js';
import type { ControlRequest } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

/** The zod module. */
export type Zod = typeof z;

/** Makes the schema of an answer. zod is passed in, so that a file which declares a command need not load it. */
type AnswerSchema<T = unknown> = (zod: Zod) => z.ZodType<T>;

/** The answer that a schema describes. */
export type Answer<S extends AnswerSchema> = z.output<ReturnType<S>>;

/** Presentation of an answer: its schema, and its text for people. */
interface AnswerFormat<T> {
  readonly schema: AnswerSchema<T>;
  readonly format: (answer: T) => string;
}

/** Sends one request to the control plane and prints the answer as text, or with `--json` as one line of JSON. */
export async function ask<T>(
  flags: ControlFlags,
  request: ControlRequest,
  { schema, format }: AnswerFormat<T>,
): Promise<void> {
  const { ControlClient } = await import('./control-client.js');
  const client = new ControlClient(flags);
  const answer = await client.send(request);
  if (flags.json === true) {
    if (answer !== undefined) printJson(answer);
    return;
  }
  const { z } = await import('zod');
  print(format(checkAnswer(schema(z), answer, client.address)));
}

/** Checks an answer against its schema. Throws a `CliError`: the server has another version or is another program. */
export function checkAnswer<T>(schema: z.ZodType<T>, answer: unknown, address: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  const place = path === '' ? '' : ` (${path})`;
  throw new CliError(
    exitCodes.unexpected,
    `${address}: unexpected answer, perhaps of another version${place}`,
  );
}
