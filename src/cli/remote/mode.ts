import type { Command } from 'commander';
import type { Mode } from '../../radio/mode.js';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

const modes: readonly Mode[] = ['normal', 'degraded', 'offline'];

/** `silvus-mock mode`. */
export function modeCommand(): Command {
  const mode = addControlFlags(command('mode'))
    .description('Print or set the mode: normal, degraded (with faults), offline.')
    .argument('[mode]', modes.join(', '))
    .addHelpText('after', examples('mode', 'mode degraded', 'mode normal'))
    .action((wanted: string | undefined, flags: ControlFlags) =>
      ask(
        flags,
        wanted === undefined
          ? { method: 'GET', path: '/mode' }
          : { method: 'PUT', path: '/mode', body: { mode: wanted } },
        { schema: modeSchema, format: (answer) => answer.mode },
      ),
    );
  mode.registeredArguments[0]?.choices(modes);
  return mode;
}

const modeSchema = (z: Zod) => z.object({ mode: z.string() });
