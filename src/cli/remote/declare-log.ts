import type { Command } from 'commander';
import { logLevels } from '../../core/log/logger.js';
import { command, examples } from '../command.js';
import { type ControlFlags, addControlFlags } from './control-flags.js';

/** Commands on the log of a simulator that the command line runs. */
export function logCommand(): Command {
  const level = addControlFlags(command('level'))
    .description(`Print how much is logged, or change it: ${logLevels.join(', ')}.`)
    .argument('[level]', logLevels.join(', '))
    .addHelpText('after', examples('log level', 'log level debug'))
    .action(async (wanted: string | undefined, flags: ControlFlags) => {
      const { logLevel } = await import('./log.js');
      await logLevel(wanted, flags);
    });
  level.registeredArguments[0]?.choices(logLevels);
  return command('log')
    .description("Change a simulator's log.")
    .addHelpText('after', examples('log level debug'))
    .addCommand(level);
}
