import type { z } from 'zod';
import { CliError, exitCodes } from '../exit-codes.js';
import { isTree } from '../../documents/tree.js';
import { print, printError, printJson } from '../output/print.js';
import type { ControlClient, ControlRequest, SimulatorName } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

/** The zod module. */
export type Zod = typeof z;

/** Makes the schema of an answer. zod is passed in, so that a file which declares a command need not load it. */
type AnswerSchema<T = unknown> = (zod: Zod) => z.ZodType<T> | Promise<z.ZodType<T>>;

/** The answer that a schema describes. */
export type Answer<S extends AnswerSchema> = z.output<Awaited<ReturnType<S>>>;

/** Presentation of an answer: its schema, and its text for people. */
interface AnswerFormat<T> {
  readonly schema: AnswerSchema<T>;
  readonly format: (answer: T, simulator: SimulatorName) => string;
  /** Set for an answer whose members have names of the user's: it gets no other one. */
  readonly isMap?: true;
}

/**
 * Sends one request to the control plane and prints the answer as text, or with `--json` as one line of JSON. A request
 * that changes something also names the simulator: on stderr, or as the member `simulator` of the JSON. One that the
 * simulator refuses names it on stderr.
 */
export async function ask<T>(
  flags: ControlFlags,
  request: ControlRequest,
  { schema, format, isMap }: AnswerFormat<T>,
): Promise<void> {
  const { controlClient, nameText } = await import('./control-client.js');
  const client = await controlClient(flags);
  const answer = await sendNamed(client, request);
  const { simulator } = client;
  const changed = request.method === 'GET' ? undefined : `simulator: ${nameText(simulator)}`;
  if (flags.json === true) {
    const canName = isTree(answer) && isMap !== true;
    if (answer !== undefined) printJson(changed !== undefined && canName ? { ...answer, simulator } : answer);
    if (changed !== undefined && !canName) printError(changed);
    return;
  }
  if (changed !== undefined) printError(changed);
  const { z } = await import('zod');
  print(format(checkAnswer(await schema(z), answer, client.address), simulator));
}

/**
 * Sends a request. If the simulator refuses one that changes something, its name is printed on stderr: it may be the
 * wrong one. Rejects with a `CliError`.
 */
export async function sendNamed(client: ControlClient, request: ControlRequest): Promise<unknown> {
  try {
    return await client.send(request);
  } catch (error) {
    const { ControlError, nameText } = await import('./control-client.js');
    // Other errors have the address in their message.
    if (request.method !== 'GET' && error instanceof ControlError)
      printError(`simulator: ${nameText(client.simulator)}`);
    throw error;
  }
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
