import type { Command } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** `silvus-mock reset`. */
export function resetCommand(): Command {
  return addControlFlags(command('reset'))
    .description('Reset settings, mode, blackout, faults, journal and random numbers.')
    .option('--all', 'reset all radios, and what was done to their network')
    .addHelpText('after', examples('reset', 'reset --all'))
    .action(reset);
}

interface ResetFlags extends ControlFlags {
  /** Reset all radios. */
  readonly all?: boolean;
}

async function reset({ all = false, ...flags }: ResetFlags): Promise<void> {
  if (all && flags.node !== undefined)
    throw new CliError(exitCodes.usage, '--all: is there beside --node; allowed: one of the two');
  const path = all ? '/nodes/reset' : '/reset';
  await ask(flags, { method: 'POST', path }, { schema: anySchema, format: () => 'Reset done.' });
}

const anySchema = (z: Zod) => z.unknown();
