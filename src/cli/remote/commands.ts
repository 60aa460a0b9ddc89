import type { Command } from 'commander';
import { faultCommand } from './declare-faults.js';
import { logCommand } from './declare-log.js';
import { kitCommands } from './declare-kit.js';
import { radioCommands } from './declare-radio.js';
import { reloadCommand } from './declare-reload.js';

export { reloadCommand };

/** Every command over the control plane, in the order in which help lists them. */
export function controlCommands(): readonly Command[] {
  const all = [...radioCommands(), faultCommand(), ...kitCommands(), logCommand()];
  return all.map((each) => each.helpGroup('On a simulator that runs:'));
}
