import { onTestFinished } from 'vitest';
import { type SilvusMockOptions, type VirtualClock, virtualClock } from '../../src/index.js';
import { loadSettings } from '../../src/config/program-settings.js';
import { resolve } from '../../src/config/resolve.js';
import { withNodeId } from '../../src/radio/node-model.js';
import { SharedNetwork } from '../../src/simulator/network/shared-network.js';
import type { Node } from '../../src/simulator/node.js';
import { Simulator } from '../../src/simulator/simulator.js';
import type { Listening, Reply } from './json-rpc-client.js';
import { exchange } from './raw-client.js';

/** Radios that are nodes of one network, each with its own ports. */
export interface BroadcastNetwork {
  readonly simulator: Simulator;
  readonly network: SharedNetwork;
  readonly clock: VirtualClock;
  /** The radio with this node ID; fails the test where there is none. */
  readonly radio: (id: number) => Node;
}

const key = '00112233445566778899aabbccddeeff';

/**
 * Starts radios in a row, 100 m apart, in virtual time; they are closed when the test has finished.
 * @param unserved those that have no ports
 */
export async function broadcastNetwork(
  ids: readonly number[],
  settings: Omit<SilvusMockOptions, 'clock' | 'logger' | 'methods'> = {},
  unserved: readonly number[] = [],
): Promise<BroadcastNetwork> {
  const clock = virtualClock();
  const configuration = resolve(loadSettings({ seed: 7, ...settings }));
  const network = new SharedNetwork({ seed: 7, clock });
  const { config } = configuration;
  const radio = (id: number) => {
    const node = simulator.node(String(id));
    if (node === undefined) throw new Error(`there is no radio ${id}`);
    return node;
  };
  const nodes = ids.map((id, index) => ({
    id: String(id),
    config: { ...config, model: withNodeId(config.model, { nodeid: String(id), key }) },
    isServed: !unserved.includes(id),
    place: { position: { latitude: 34, longitude: -118 + index * 0.001 } },
  }));
  const simulator = new Simulator({ configuration, clock, nodes, network });
  onTestFinished(async () => {
    await simulator.close(1_000);
  });
  await simulator.start();
  return { simulator, network, clock, radio };
}

/** A reply of a page: its status, its Content-Type and its body. */
export interface PageAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** Posts a body to a page, with these headers, and gives its answer. */
export async function postPage(
  { http }: Pick<Listening, 'http'>,
  path: string,
  body: string | Uint8Array,
  headers: readonly string[] = [],
): Promise<PageAnswer> {
  const bytes = Buffer.from(body);
  const lines = [`POST ${path} HTTP/1.1`, 'Connection: close', `Content-Length: ${bytes.length}`, ...headers];
  const reply = await exchange(
    http.port,
    Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]),
  );
  const [head = '', ...rest] = reply.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    type: /^content-type: (.*)$/im.exec(head)?.[1],
    text: rest.join('\r\n\r\n'),
  };
}

/** Broadcasts calls to nodes, and gives the reply: an array for each node. */
export async function broadcast(
  from: Pick<Listening, 'http'>,
  nodeids: readonly unknown[],
  ...apis: readonly unknown[]
): Promise<readonly (readonly Reply[])[]> {
  const { text } = await postPage(from, '/bcast_enc.pyc', JSON.stringify({ apis, nodeids }));
  return JSON.parse(text) as readonly (readonly Reply[])[];
}

/** The outcomes of a broadcast in short: results, or tokens of errors. */
export async function broadcastOutcome(...of: Parameters<typeof broadcast>): Promise<readonly unknown[]> {
  const replies = await broadcast(...of);
  return replies.map((each) => each.map(({ result, error }) => error?.message ?? result));
}
