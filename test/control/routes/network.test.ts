import { writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type NetworkDocument, type SteeringLine, startNetwork } from '../../../src/index.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { workingIn } from '../../support/folder.js';
import { OpenApiValidator } from '../../support/openapi-validator.js';

/** A network in this process with its control plane; each reply is held to the OpenAPI document. */
async function controlled(network: NetworkDocument | string) {
  const started = await startNetwork({ network, clock: 'virtual', control: { enabled: true } });
  onTestFinished(async () => {
    await started.close();
  });
  const port = started.control?.port ?? 0;
  const { text: openapi } = await httpCall(port, 'GET', '/openapi.json');
  const validator = OpenApiValidator.of(openapi);
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await httpCall(port, method, path, body === undefined ? {} : { body });
    const type = reply.headers['content-type'];
    validator.validate(method, path.replace(/\?.*/, ''), reply.status, reply.body, type);
    return reply;
  };
  const get = async (path: string) => (await ask('GET', path)).body;
  const refusal = async (method: string, path: string, body?: unknown) => {
    const reply = await ask(method, path, body);
    const { error } = reply.body as { error: { code: string; message: string } };
    return `${reply.status} ${error.code}: ${error.message}`;
  };
  return { network: started, ask, get, refusal };
}

const at = (metres: number) => ({ latitude: 0, longitude: metres / 111_320 });

const nodes = [0, 800, 1_600].map((metres, index) => ({ nodeid: 1001 + index, position: at(metres) }));

const chain: NetworkDocument = { settings: { freq: 2490, max_link_distance: 1000 }, nodes };

interface Found {
  readonly now: {
    readonly links: readonly {
      readonly nodes: readonly number[];
      readonly snr: readonly (number | null)[];
    }[];
    readonly routes: readonly object[];
  };
}

test('the network: nodes, positions, links with the SNR both ways, routes', async () => {
  const { network, get } = await controlled(chain);
  network.cut(1002, 1003, { direction: 'reverse' });
  network.override(1001, 1002, { snr: 12 });
  const found = (await get('/network?from=1002')) as Found;
  const snr = expect.any(Number) as number;
  expect(found).toMatchObject({
    // As from the factory are the others.
    settings: { freq: ['2490'] },
    nodes: nodes.map(({ nodeid }) => ({ nodeid, served: true })),
    now: {
      nodes: nodes.map(({ nodeid }) => ({ nodeid, name: `node${nodeid}`, onAir: 'on' })),
      links: [
        { nodes: [1001, 1002], snr: [12, snr] },
        { nodes: [1002, 1003], snr: [snr, null] },
      ],
      from: 1002,
      routes: [{ to: 1001, nodes: [1002, 1001], snr }],
    },
  });
  expect(found.now.links[0]?.snr[1]).not.toBe(12);
});

test('the reply is a file of a network with the same links, whatever keys its nodes have, and shows no key', async () => {
  const { network, ask } = await controlled({
    ...chain,
    settings: { ...chain.settings, max_link_distance: 5000 },
  });
  for (const id of [1001, 1003]) network.radio(id).state.patch({ enc_key: 'secret-of-these-two' });
  await network.add({ nodeid: 7, position: at(5), settings: { enc_key: 'secret-of-one' } });
  const pairs = network.document().now.links.map((link) => link.nodes);
  expect(pairs).toEqual([[1001, 1003]]);
  const { text } = await ask('GET', '/network');
  expect(text).not.toContain('secret-of');
  expect((await ask('GET', '/network/steering')).text).not.toContain('secret-of');
  workingIn({});
  writeFileSync('net.json', text);
  await using again = await startNetwork({ network: 'net.json', clock: 'virtual' });
  expect(again.links()).toEqual(network.links());
  expect(again.document().now.nodes).toEqual(network.document().now.nodes);
});

test('a link is explained, and so is none', async () => {
  const { network, get, refusal } = await controlled(chain);
  expect(await get('/network/explain?from=1001&to=1002')).toMatchObject({
    from: 1001,
    to: 1002,
    reason: null,
    link: { snr: network.explain(1001, 1002).link?.snr },
    lines: [
      { name: 'distance', unit: 'm' },
      { name: 'power', value: 30, unit: 'dBm' },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      { name: 'SNR' },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ],
  });
  expect(await get('/network/explain?from=1001&to=1003')).toMatchObject({
    link: null,
    reason: { code: 'distance', text: 'the distance is 1600.0 m, max_link_distance of 1001 is 1000 m' },
  });
  expect(await refusal('GET', '/network/explain?from=1001&to=9')).toBe(
    '400 OPTION_INVALID: query: to: 9 is not allowed; allowed: the ID of a node of the network',
  );
  expect(await refusal('GET', '/network/explain?from=1001')).toContain('query: to: is missing');
  expect(await refusal('GET', '/network?from=x')).toContain('query: from: "x": is not allowed');
});

test('the network is steered, and a run is repeated by what is recorded', async () => {
  const { network, ask, get } = await controlled(chain);
  await network.clock.advance(2_000);
  const move = {
    do: 'move',
    node: '1002',
    position: at(700),
    motion: { kind: 'circle', radius: 20, speed: 4 },
  };
  expect((await ask('POST', '/network/steering', move)).body).toEqual({ seconds: 2, done: 1 });
  await network.clock.advance(3_000);
  const source = { id: 'j', position: at(50), frequency: 2490, bandwidth: 20, power: -20 };
  const calls = [
    { do: 'cut', from: 1001, to: 1002, direction: 'forward' },
    { do: 'override', from: 1003, to: 1002, snr: 9.5 },
    { do: 'set-interference', source },
    { do: 'remove-interference', id: 'j' },
    { do: 'set-interference', source: { ...source, power: -10 } },
  ];
  expect((await ask('POST', '/network/steering', calls)).body).toEqual({ seconds: 5, done: 5 });
  expect(network.explain(1001, 1002).reason?.code).toBe('cut');
  expect(network.explain(1003, 1002).link?.snr).toBe(9.5);
  expect((await ask('POST', '/nodes', { nodeid: 8, network: { position: at(20) } })).status).toBe(201);
  await ask('DELETE', '/nodes/1003');
  const lines = (await get('/network/steering')) as SteeringLine[];
  expect(lines.map((line) => line.do)).toEqual(['move', ...calls.map((call) => call.do), 'add', 'remove']);
  await network.clock.advance(9_000);
  await using again = await startNetwork({ network: chain, steering: lines, clock: 'virtual' });
  await again.clock.advance(14_000);
  expect(again.links()).toEqual(network.links());
  expect(again.radio(8).state.read('network_status')).toEqual(network.radio(8).state.read('network_status'));
});

test.each([
  [{ do: 'mvoe' }, '400 OPTION_INVALID: body: do: "mvoe": is not allowed; allowed: move, cut, join'],
  [{ do: 'add', node: {} }, '400 OPTION_INVALID: body: do: "add": is not allowed'],
  [{ do: 'cut', from: 1001, to: 9 }, '400 OPTION_INVALID: body: to: 9: there is no such node; allowed: '],
  [{ do: 'cut', from: 1001, to: 1001 }, '400 OPTION_INVALID: body: to: 1001: is the node itself; allowed: '],
  [
    { do: 'move', node: 1001, position: { latitude: 91, longitude: 0 } },
    '400 OPTION_INVALID: body: position: latitude: 91: ',
  ],
  [{ do: 'remove-interference', id: 'a' }, '400 OPTION_INVALID: body: id: "a": there is no such source'],
  [
    [
      { do: 'join', from: 1001, to: 1002 },
      { do: 'cut', from: 1001, to: 5 },
    ],
    '400 OPTION_INVALID: body: 1.to: 5: there is',
  ],
])('%j is refused, and nothing of it is done', async (body, message) => {
  const { refusal, get } = await controlled(chain);
  expect(await refusal('POST', '/network/steering', body)).toContain(message);
  expect(await get('/network/steering')).toEqual([]);
});

test('1,000 calls of one request', async () => {
  const { ask, refusal } = await controlled(chain);
  const calls = (count: number) =>
    Array.from({ length: count }, () => ({ do: 'cut', from: 1001, to: 1002, direction: 'forward' }));
  expect((await ask('POST', '/network/steering', calls(1_000))).body).toMatchObject({ done: 1_000 });
  expect(await refusal('POST', '/network/steering', calls(1_001))).toContain('allowed: at most 1000');
  expect(await refusal('POST', '/network/steering', [])).toContain('allowed: at least 1');
});

test('the network of a city is given in turns of the event loop, none of which is long', async () => {
  const { network } = await controlled('city');
  const holds: number[] = [];
  // The least of several: other processes hold it too.
  for (let run = 0; run < 4; run += 1) {
    await network.clock.advance(1_000);
    let [isOver, longest, last] = [false, 0, performance.now()];
    const asked = fetch(`${network.control?.url}/network`).finally(() => (isOver = true));
    while (!isOver) {
      await turn();
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    expect((await (await asked).arrayBuffer()).byteLength).toBeGreaterThan(1_000_000);
    holds.push(longest);
  }
  expect(Math.min(...holds)).toBeLessThan(150);
});

test('a radio that is alone has no network', async () => {
  const radio = await radioWithControlPlane();
  for (const path of ['/network', '/network/explain?from=1&to=2', '/network/steering'])
    expect(await radio.refusal('GET', path)).toBe(
      '409 CONFLICT: the simulator has no network: its radio is alone',
    );
});
