import type { Command } from 'commander';
import { command, examples } from '../command.js';
import { type ControlFlags, addControlFlags } from './control-flags.js';

/** `config reload`, the one of its family that is over the control plane. */
export function reloadCommand(): Command {
  return addControlFlags(command('reload'))
    .description(
      'Have a simulator read its configuration again and take over what it can; 3 where it is wrong.',
    )
    .addHelpText('after', examples('config reload', 'config reload --json'))
    .action(async (flags: ControlFlags) => {
      const { reload } = await import('./reload.js');
      await reload(flags);
    });
}
