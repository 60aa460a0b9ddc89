import type { Command } from 'commander';
import { type ControlFlags, addConnectionFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { print } from '../output/print.js';

/** `silvus-mock metrics`. */
export function metricsCommand(): Command {
  return addConnectionFlags(command('metrics'))
    .description('Print the metrics in the text format of Prometheus.')
    .addHelpText('after', examples('metrics', 'metrics --control http://10.0.0.5:8081'))
    .action(async (flags: ControlFlags) => {
      const { controlClient } = await import('../client/control-client.js');
      const text = await (await controlClient(flags)).text('/metrics');
      print(text.trimEnd());
    });
}
