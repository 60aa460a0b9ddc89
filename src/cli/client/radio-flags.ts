import type { Command } from 'commander';
import {
  type RadioTargetFlags,
  addTargetFlags,
  radioSettings,
  targetVariables,
} from '../target/target-flags.js';

/** Options about a login, and about the certificates of HTTPS. */
export interface RadioAccessFlags {
  /** User who logs in. */
  readonly login?: string;
  /** File with the password in its first line; `-` for standard input. */
  readonly passwordFile?: string;
  /** File with the certificates to trust. */
  readonly cacert?: string;
  /** Trust any certificate. */
  readonly insecure?: true;
}

/** Options of a command that sends requests to a radio's ports. */
export interface RadioFlags extends RadioTargetFlags, RadioAccessFlags {
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

/** Adds `--to` and the options of {@link RadioAccessFlags}. */
export function addRadioAddress(command: Command): Command {
  return command
    .option(
      '--to <url>',
      'address of the radio: http://host:port, https://host:port, or tcp://host:port of the maintenance port' +
        ` ($${targetVariables.radio})`,
    )
    .option('--login <user>', `log in first; the password: --password-file, or $${targetVariables.password}`)
    .option('--password-file <file>', 'file with the password in its first line (- = standard input)')
    .option('--cacert <file>', 'certificate to trust, for https:// (PEM)')
    .option('-k, --insecure', 'trust any certificate, for https://');
}
