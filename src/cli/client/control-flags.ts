import type { Command } from 'commander';
import {
  type ControlTargetFlags,
  addControlTargetFlags,
  addTargetFlags,
  controlSettings,
} from '../target/target-flags.js';

/** Options of every command over the control plane. */
export interface ControlFlags extends ControlTargetFlags {
  /** Duration, as written. */
  readonly timeout: string;
  /** Print the answer as one line of JSON. */
  readonly json?: true;
  /** ID of a node: the request is about this radio. */
  readonly node?: string;
}

/** Adds the options of {@link ControlFlags}, for a command about one radio. */
export function addControlFlags(command: Command, timeout = '5s'): Command {
  return addSimulatorFlags(command, timeout).option(
    '--node <id>',
    'the radio of a network with this ID (status --nodes lists all)',
  );
}

/** The same for a command about all of a simulator. */
export function addSimulatorFlags(command: Command, timeout = '5s'): Command {
  return addConnectionFlags(command, timeout).option('--json', 'print the answer as one line of JSON');
}

/** Adds the options of {@link ControlFlags} that concern the connection: all but `--json` and `--node`. */
export function addConnectionFlags(command: Command, timeout = '5s'): Command {
  return addTargetFlags(addControlTargetFlags(command), controlSettings).option(
    '--timeout <time>',
    'time limit for the answer',
    timeout,
  );
}
