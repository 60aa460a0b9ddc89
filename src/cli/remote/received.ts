import type { Command } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Time for the answer beyond the wait, ms. */
const margin = 5_000;

/** `silvus-mock received`. */
export function receivedCommand(): Command {
  return addControlFlags(command('received'))
    .description(
      'Wait until the radio has received so many requests since its start or the last reset, for --timeout at most.',
    )
    .argument('<count>', 'number of requests, on all ports together')
    .addHelpText('after', examples('received 3', 'received 10 --timeout 30s'))
    .action(waitForRequests);
}

const receivedSchema = (z: Zod) => z.object({ received: z.number() });

async function waitForRequests(text: string, flags: ControlFlags): Promise<void> {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (count === undefined)
    throw new CliError(
      exitCodes.usage,
      `count: "${text}" is not allowed; allowed: a whole number, at least 0`,
    );
  const wait = parseDuration(flags.timeout);
  if (wait === undefined)
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${flags.timeout}" is not a duration; allowed: ${durationForm}`,
    );
  await ask(
    { ...flags, timeout: `${wait + margin}ms` },
    { method: 'GET', path: `/received?count=${count}&timeout=${wait}ms` },
    { schema: receivedSchema, format: ({ received }) => `${received} received` },
  );
}
