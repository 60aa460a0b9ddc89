import type { Command } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock reset`. */
export function resetCommand(): Command {
  return addControlFlags(command('reset'))
    .description('Reset settings, mode, blackout, faults, journal and random numbers.')
    .addHelpText('after', examples('reset'))
    .action((flags: ControlFlags) =>
      ask(flags, { method: 'POST', path: '/reset' }, { schema: anySchema, format: () => 'Reset done.' }),
    );
}

const anySchema = (z: Zod) => z.unknown();
