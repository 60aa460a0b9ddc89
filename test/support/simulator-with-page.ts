import { type Started, startedIn } from './cli.js';

/** A run of a browser's test at most, on a machine that has other work too, ms. */
const longest = 240_000;

/** Start of a simulator whose page is opened. */
export interface SimulatorOptions {
  /** Flags of `silvus-mock start`. */
  readonly args?: readonly string[];
  /** Sample network, or file of one. */
  readonly network?: string;
  /** Setting `control.token`. */
  readonly token?: string;
}

/** A simulator in a process of its own, with its control plane. */
export interface SimulatorWithPage extends Started {
  /** Origin of the control plane: `http://127.0.0.1:40123`. */
  readonly url: string;
  /** HTTP port of the first radio. */
  readonly httpPort: number;
  /** Calls a route of the control plane; rejects where the reply is no success. */
  readonly drive: (method: string, path: string, body?: object) => Promise<unknown>;
  /** Ends the process and resolves when it has ended. */
  readonly kill: () => Promise<void>;
}

/** What `silvus-mock start` prints once it listens. */
interface Printed {
  readonly control: { readonly url: string };
}

/**
 * Starts one on free ports; what still runs when the test has finished is killed.
 * @param url where the control plane is to listen: that of an earlier simulator
 */
export async function simulatorWithPage(
  { args = [], network, token }: SimulatorOptions = {},
  url?: string,
): Promise<SimulatorWithPage> {
  const controlPort = url === undefined ? '0' : new URL(url).port;
  const run = await startedIn(
    { longest, env: token === undefined ? {} : { SILVUS_MOCK_CONTROL_TOKEN: token } },
    ...['--port', '0', '--control-port', controlPort, '--log-level', 'warn', '--log-format', 'json'],
    ...(network === undefined ? [] : ['--network', network]),
    ...args,
  );
  const { control } = JSON.parse(run.stdout().split('\n', 1)[0] ?? '') as Printed;
  const authorization: Record<string, string> =
    token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return {
    ...run,
    url: control.url,
    httpPort: run.http.port,
    drive: async (method, path, body) => {
      const reply = await fetch(`${control.url}${path}`, {
        method,
        headers: { ...authorization, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${path}: ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
    kill: async () => {
      run.child.kill('SIGKILL');
      await run.ended;
    },
  };
}
