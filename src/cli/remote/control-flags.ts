import type { Command } from 'commander';

/** What every command over the control plane can be told. */
export interface ControlFlags {
  /** Where the control plane is; default: the variable, else where `start` opens it. */
  readonly control?: string;
  /** What the control plane asks for, if it does; default: the variable. */
  readonly token?: string;
  /** Duration, as written. */
  readonly timeout: string;
  /** Print the answer as one line of JSON. */
  readonly json?: true;
}

/** Where `silvus-mock start` opens the control plane if nothing else is said. */
export const defaultControl = 'http://127.0.0.1:8081';

/** Variables that stand in for flags. */
export const controlVariables = {
  url: 'SILVUS_MOCK_CONTROL_URL',
  token: 'SILVUS_MOCK_CONTROL_TOKEN',
} as const;

/** Gives a command the flags of {@link ControlFlags}. */
export function addControlFlags(command: Command, timeout = '5s'): Command {
  return addPlaceFlags(command, timeout).option('--json', 'print its answer in one line of JSON');
}

/** Gives a command those of them that say where the control plane is. */
export function addPlaceFlags(command: Command, timeout = '5s'): Command {
  return command
    .option('--control <url>', `control plane ($${controlVariables.url}, else ${defaultControl})`)
    .option('--token <token>', `its token ($${controlVariables.token})`)
    .option('--timeout <time>', 'how long to wait for it', timeout);
}
