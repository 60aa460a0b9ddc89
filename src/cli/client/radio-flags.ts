import type { Command } from 'commander';
import {
  type RadioTargetFlags,
  addTargetFlags,
  radioSettings,
  targetVariables,
} from '../target/target-flags.js';

/** Options of a command that sends requests to a radio's ports. */
export interface RadioFlags extends RadioTargetFlags {
  /** Duration, as written. */
  readonly timeout: string;
}

/** Adds the options of {@link RadioFlags}. */
export function addRadioFlags(command: Command, timeout: string): Command {
  return addTargetFlags(addRadioAddress(command), radioSettings).option(
    '--timeout <time>',
    'time limit',
    timeout,
  );
}

/** Adds `--to`. */
export function addRadioAddress(command: Command): Command {
  return command.option(
    '--to <url>',
    `address of the radio: http://host:port, or tcp://host:port of the maintenance port ($${targetVariables.radio})`,
  );
}
