import type { Command } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock journal clear`. */
export function journalClearCommand(): Command {
  return addControlFlags(command('clear'))
    .description('Remove all exchanges from the journal; numbers start again at 1.')
    .addHelpText('after', examples('journal clear'))
    .action((_: unknown, self: Command) =>
      ask(
        self.optsWithGlobals<ControlFlags>(),
        { method: 'DELETE', path: '/journal' },
        { schema: clearedSchema, format: () => 'Journal cleared.' },
      ),
    );
}

const clearedSchema = (z: Zod) => z.object({ total: z.number() });
