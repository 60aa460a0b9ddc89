import type { Command } from 'commander';
import { addRadioAddress } from '../client/radio-flags.js';
import { command, examples } from '../command.js';
import {
  addControlTargetFlags,
  addTargetFlags,
  controlSettings,
  radioSettings,
} from '../target/target-flags.js';
import type { WaitFlags } from '../wait/wait-flags.js';

/** `silvus-mock wait`. */
export function waitCommand(): Command {
  const wait = addRadioAddress(addControlTargetFlags(command('wait')));
  return addTargetFlags(wait, [...radioSettings, ...controlSettings, 'control.enabled'])
    .option('--pid <pid>', 'process that must answer (with --from: the one in the file)')
    .option('--timeout <time>', 'time limit', '30s')
    .description('Wait until a radio answers; exit code 1 after the time limit.')
    .addHelpText(
      'after',
      '\nThe control plane is asked, which leaves no trace in the radio. Where none is' +
        '\nknown (--to, --no-control), the radio itself is asked with nodeid.\n' +
        examples('wait --from ports.json', 'wait --pid 4711', 'wait --to http://10.0.0.5 --timeout 10s'),
    )
    .action(async (flags: WaitFlags) => {
      const { waitForRadio } = await import('../wait/wait-for-radio.js');
      await waitForRadio(flags);
    });
}
