import type { Command } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

interface ReceivedFlags extends ControlFlags {
  readonly within: string;
}

/** `silvus-mock received`. */
export function receivedCommand(): Command {
  return addControlFlags(command('received'), '60s')
    .description('Wait until the radio has received so many requests since its start or the last reset.')
    .argument('<count>', 'number of requests, on all ports together')
    .option('--within <time>', 'longest wait, real time', '5s')
    .addHelpText('after', examples('received 3', 'received 10 --within 30s'))
    .action(waitForRequests);
}

const receivedSchema = (z: Zod) => z.object({ received: z.number() });

async function waitForRequests(text: string, { within, ...flags }: ReceivedFlags): Promise<void> {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (count === undefined)
    throw new CliError(
      exitCodes.usage,
      `count: "${text}" is not allowed; allowed: a whole number, at least 0`,
    );
  if (parseDuration(within) === undefined)
    throw new CliError(exitCodes.usage, `--within: "${within}" is not a duration; allowed: ${durationForm}`);
  await ask(
    flags,
    { method: 'GET', path: `/received?count=${count}&timeout=${encodeURIComponent(within)}` },
    { schema: receivedSchema, format: ({ received }) => `${received} received` },
  );
}
