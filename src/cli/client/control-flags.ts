import type { Command } from 'commander';

/** Options of every command over the control plane. */
export interface ControlFlags {
  /** Address of the control plane; default: the variable, else {@link defaultControl}. */
  readonly control?: string;
  /** Token of the control plane, if it needs one; default: the variable. */
  readonly token?: string;
  /** Duration, as written. */
  readonly timeout: string;
  /** Print the answer as one line of JSON. */
  readonly json?: true;
}

/** Address of the control plane of a `silvus-mock start` with default settings. */
export const defaultControl = 'http://127.0.0.1:8081';

/** Variables that replace flags. */
export const controlVariables = {
  url: 'SILVUS_MOCK_CONTROL_URL',
  token: 'SILVUS_MOCK_CONTROL_TOKEN',
} as const;

/** Adds the options of {@link ControlFlags}. */
export function addControlFlags(command: Command, timeout = '5s'): Command {
  return addConnectionFlags(command, timeout).option('--json', 'print the answer as one line of JSON');
}

/** Adds the options of {@link ControlFlags} that concern the connection: all but `--json`. */
export function addConnectionFlags(command: Command, timeout = '5s'): Command {
  return command
    .option(
      '--control <url>',
      `address of the control plane ($${controlVariables.url}, else ${defaultControl})`,
    )
    .option('--token <token>', `token of the control plane ($${controlVariables.token})`)
    .option('--timeout <time>', 'time limit for the answer', timeout);
}
