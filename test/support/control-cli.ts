import type { SilvusMock, SilvusMockOptions } from '../../src/index.js';
import { type Ended, type Place, cliIn } from './cli.js';
import { running } from './running.js';

/** A simulator in this process with its control plane, and the command line on it. */
export interface Controlled {
  readonly mock: SilvusMock;
  /** Where the control plane is. */
  readonly url: string;
  /** Runs a command on it until it ends. */
  readonly silvus: (...args: string[]) => Promise<Ended>;
}

/** Variables of whoever runs the tests do not count. */
export const nowhere: Place = { env: { SILVUS_MOCK_CONTROL_URL: '', SILVUS_MOCK_CONTROL_TOKEN: '' } };

/** Starts a simulator with a control plane; it is closed when the test has finished. */
export async function controlled(options: SilvusMockOptions = {}, token?: string): Promise<Controlled> {
  const control = { enabled: true, ...(token === undefined ? {} : { token }) };
  const mock = await running({ ...options, control });
  const url = mock.control?.url ?? '';
  return { mock, url, silvus: (...args) => cliIn(nowhere, ...args, '--control', url).ended };
}

/** What `journal` prints of each exchange: the last column of each line, without the peer at its end. */
export const whats = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split(/ {2,}/)
        .at(-1)
        ?.replace(/ from \S+$/, ''),
    );
