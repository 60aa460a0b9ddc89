import type { SilvusMock, SilvusMockOptions } from '../../src/index.js';
import { cliIn, type Ended, type Place } from './cli.js';
import { running } from './radio.js';

/** A simulator in this process with its control plane, and the command line on it. */
export interface RadioWithCli {
  readonly mock: SilvusMock;
  /** Where the control plane is. */
  readonly url: string;
  /** The line on stderr with which a command that changes something names the simulator. */
  readonly named: string;
  /** The same under `--json`. */
  readonly simulator: { readonly address: string; readonly pid: number };
  /** Runs a command on it until it ends. */
  readonly silvus: (...args: string[]) => Promise<Ended>;
}

/** The variables that name a control plane are empty: those of the environment of the tests do not count. */
export const noControlVariables: Place = {
  env: { SILVUS_MOCK_URL: '', SILVUS_MOCK_CONTROL_URL: '', SILVUS_MOCK_CONTROL_TOKEN: '' },
};

/** Starts a simulator with a control plane; it is closed when the test has finished. */
export async function radioWithCli(options: SilvusMockOptions = {}, token?: string): Promise<RadioWithCli> {
  const control = { enabled: true, ...(token === undefined ? {} : { token }) };
  const mock = await running({ ...options, control });
  const url = mock.control?.url ?? '';
  const simulator = { address: new URL(url).host, pid: process.pid };
  return {
    mock,
    url,
    named: `simulator: ${simulator.address}, pid ${simulator.pid}\n`,
    simulator,
    silvus: (...args) => cliIn(noControlVariables, ...args, '--control', url).ended,
  };
}

/** The last column of each line that `journal` prints, without the peer at its end. */
export const exchangesIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split(/ {2,}/)
        .at(-1)
        ?.replace(/ from \S+$/, ''),
    );
