import type { Command } from 'commander';
import { type ControlFlags, addSimulatorFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock stop`. */
export function stopCommand(): Command {
  return addSimulatorFlags(command('stop'), '30s')
    .description('Close a simulator that start has started, and wait until it is gone.')
    .addHelpText(
      'after',
      '\nExit code 0 if it closed cleanly, 5 if its grace ended before all replies were sent.\n' +
        examples('stop', 'stop --from ports.json', 'stop --timeout 2m --json'),
    )
    .action(async (flags: ControlFlags) => {
      const { stop } = await import('./stop-simulator.js');
      await stop(flags);
    });
}
