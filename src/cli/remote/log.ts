import type { Command } from 'commander';
import { logLevels } from '../../core/log/logger.js';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addSimulatorFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock log` with `log level`. */
export function logCommand(): Command {
  return command('log')
    .description("Print or change a simulator's log level.")
    .addHelpText('after', examples('log level debug'))
    .addCommand(levelCommand());
}

function levelCommand(): Command {
  const level = addSimulatorFlags(command('level'))
    .description(`Print or change the log level: ${logLevels.join(', ')}.`)
    .argument('[level]', logLevels.join(', '))
    .addHelpText('after', examples('log level', 'log level debug'))
    .action((wanted: string | undefined, flags: ControlFlags) =>
      ask(
        flags,
        wanted === undefined
          ? { method: 'GET', path: '/log/level' }
          : { method: 'PUT', path: '/log/level', body: { level: wanted } },
        { schema: levelSchema, format: (answer) => answer.level },
      ),
    );
  level.registeredArguments[0]?.choices(logLevels);
  return level;
}

const levelSchema = (z: Zod) => z.object({ level: z.string() });
