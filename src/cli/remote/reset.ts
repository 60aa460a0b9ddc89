import type { Command } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock reset`. */
export function resetCommand(): Command {
  return addControlFlags(command('reset'))
    .description('Put the radio back to its start: state, mode, blackout, faults, journal, chance.')
    .addHelpText('after', examples('reset'))
    .action((flags: ControlFlags) =>
      ask(
        flags,
        { method: 'POST', path: '/reset' },
        { schema: anySchema, format: () => 'The radio is as at its start.' },
      ),
    );
}

const anySchema = (z: Zod) => z.unknown();
