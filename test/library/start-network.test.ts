import { expect, onTestFinished, test } from 'vitest';
import {
  type NetworkDocument,
  type NetworkOptions,
  type RadioNetwork,
  startNetwork,
} from '../../src/index.js';
import { httpCall } from '../support/control-plane-client.js';
import { call } from '../support/json-rpc-client.js';

/** A network on virtual time that is closed with the test. */
async function networkOf(network: NetworkOptions['network']) {
  const started = await startNetwork({ network, clock: 'virtual' });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

const result = async (network: RadioNetwork, id: number, method: string, params: readonly unknown[] = []) =>
  (await call(network.radio(id), method, params)).result;

/** So many metres east of 0, 0. */
const east = (metres: number) => ({ latitude: 0, longitude: metres / 111_319.490_793, altitude: 0 });

/** Nodes with IDs from 1001 on, so many metres east. */
const lineOf = (places: readonly number[], settings: NetworkDocument['settings'] = {}): NetworkDocument => ({
  settings: { max_link_distance: '1000000', ...settings },
  nodes: places.map((metres, index) => ({ nodeid: 1_001 + index, position: east(metres), antennas: 1 })),
});

// The five budgets of the physics, and what the radio says of them.
test.each([
  [1_000, { freq_bw: ['2490', '20'], power_dBm: '30' }, { snr: '26', rssi: '-70', mcs: '7', ticks: '33' }],
  [5_000, { freq_bw: ['2490', '5'], power_dBm: '30' }, { snr: '18', rssi: '-84', mcs: '4', ticks: '167' }],
  [20_000, { freq_bw: ['2490', '20'], power_dBm: '36' }, { snr: '6', rssi: '-90', mcs: '0', ticks: '667' }],
  [2_000, { freq_bw: ['4700', '10'], power_dBm: '27' }, { snr: '14', rssi: '-85', mcs: '3', ticks: '67' }],
  [50, { freq_bw: ['2200', '1.25'], power_dBm: '10' }, { snr: '45', rssi: '-63', mcs: '7', ticks: '2' }],
])('the budget of %i m with %j', async (metres, settings, { snr, rssi, mcs, ticks }) => {
  const network = await networkOf(lineOf([0, metres], settings));
  expect(await result(network, 1001, 'network_status')).toEqual(['1001', '1002', snr, '1002', '1001', snr]);
  const signals = await result(network, 1001, 'nbr_rssi', ['1002']);
  expect(signals).toHaveLength(4);
  expect((signals as string[])[0]).toBe(rssi);
  expect(await result(network, 1001, 'nbr_mcs', ['1002.0'])).toEqual([mcs]);
  expect(await result(network, 1002, 'nbr_mcs_rx', ['1001'])).toEqual([mcs]);
  expect(await result(network, 1001, 'current_tof')).toEqual(['1002', ticks, '0']);
});

// 20 km reach the next node alone.
const hops = { freq_bw: ['2490', '20'], power_dBm: '36' };

test('a chain: tree, route and weakest link are those of the links, from every node', async () => {
  const network = await networkOf(lineOf([0, 12_000, 30_000], hops));
  expect(await result(network, 1001, 'routing_tree')).toEqual([1002, 1003, 1001]);
  expect(await result(network, 1003, 'routing_tree')).toEqual([1001, 1002, 1003]);
  expect(await result(network, 1001, 'routing_path', ['1003'])).toEqual(['1002', '1003']);
  expect(await result(network, 1001, 'weakest_link', ['1003'])).toEqual(['1002', '1003', '6', '1']);
  expect(await result(network, 1001, 'nbr_rssi', ['1003'])).toEqual([]);
  const status = await result(network, 1001, 'network_status');
  expect(status).toHaveLength(12);
  expect(await result(network, 1002, 'network_status')).toEqual(status);
  expect(await result(network, 1001, 'topology')).toEqual({ 1001: [1002], 1002: [1001, 1003], 1003: [1002] });
});

test('about itself, about an unknown node, and about one that is no neighbour', async () => {
  const network = await networkOf(lineOf([0, 12_000, 30_000], hops));
  for (const method of ['nbr_mcs', 'nbr_mcs_rx'])
    expect(await result(network, 1001, method, ['1001'])).toEqual(['0']);
  expect(await result(network, 1001, 'link_throughput', ['1001', '1'])).toEqual(['0']);
  expect(await result(network, 1001, 'link_throughput', ['1002', '1'])).toEqual([
    expect.stringMatching(/^\d+\.\d$/),
  ]);
  for (const id of ['1003', '4711', '1048575']) {
    expect(await result(network, 1001, 'nbr_rssi', [id])).toEqual([]);
    expect(await result(network, 1001, 'link_throughput', [id, '2'])).toEqual([]);
  }
  expect(await result(network, 1001, 'routing_path', ['4711'])).toEqual([]);
  expect(await result(network, 1001, 'noise_level', ['1003'])).toEqual(['-96']);
  expect(await result(network, 1001, 'noise_level', ['4711'])).toEqual([]);
});

test('the map has both directions of each link, with the names of the nodes', async () => {
  const document = lineOf([0, 1_000]);
  const [first, ...others] = document.nodes ?? [];
  const network = await networkOf({
    ...document,
    nodes: first ? [{ ...first, name: 'tower' }, ...others] : [],
  });
  const map = await result(network, 1002, 'streamscape_data');
  expect(map).toMatchObject([
    { id: '1002', name: 'node1002', adjacencies: [{ nodeFrom: '1002', nodeTo: '1001' }] },
    { id: '1001', name: 'tower', adjacencies: [{ nodeFrom: '1001', nodeTo: '1002' }] },
  ]);
  const data = (map as { adjacencies: { data: Record<string, string> }[] }[])[0]?.adjacencies[0]?.data;
  expect(Object.keys(data ?? {}).sort()).toEqual(
    ['1001_1002', '1002_1001']
      .flatMap((ends) => ['$laMCS', '$pcns', '$snr', '$vgm'].map((key) => `${key}_${ends}`))
      .sort(),
  );
});

/** A radio stops hearing the other, and hears it again. */
test.each([
  ['another frequency', 'freq', ['2480'], ['2490'], 'frequency'],
  ['another channel width', 'bw', ['10'], ['20'], 'bandwidth'],
  ['another network name', 'nw_name', ['other'], ['net1'], 'network-name'],
  ['another key', 'enc_key', ['another-key'], undefined, 'key'],
  ['no encryption', 'enc_disable', ['1'], ['0'], 'key'],
  ['another routing mode', 'routing_proto', ['1'], ['0'], 'routing-mode'],
  ['a shorter link distance', 'max_link_distance', ['500'], ['1000000'], 'distance'],
])('%s cuts a node off, as both sides see', async (_what, method, away, back, reason) => {
  const network = await networkOf(lineOf([0, 1_000], { freq_bw: ['2490', '20'] }));
  const key = await result(network, 1002, 'enc_key');
  await call(network.radio(1002), method, away);
  await network.clock.advance(40_000);
  expect(network.explain(1001, 1002)).toMatchObject({ link: undefined, reason: { code: reason } });
  for (const id of [1001, 1002]) {
    expect(await result(network, id, 'network_status')).toEqual([]);
    expect(await result(network, id, 'routing_tree')).toEqual([id]);
  }
  await call(network.radio(1002), method, back ?? key);
  await network.clock.advance(40_000);
  for (const id of [1001, 1002]) expect(await result(network, id, 'network_status')).toHaveLength(6);
});

test('a mute is heard no more, and still hears', async () => {
  const network = await networkOf(lineOf([0, 1_000]));
  await call(network.radio(1002), 'tx_fifo_disable', ['1']);
  expect(network.links().map(({ from, to }) => [from, to])).toEqual([['1001', '1002']]);
  expect(await result(network, 1001, 'routing_tree')).toEqual([1001]);
});

test('a node in blackout or offline disappears and comes back', async () => {
  const network = await networkOf(lineOf([0, 1_000, 2_000]));
  const tree = () => result(network, 1001, 'routing_tree');
  network.radio(1002).blackout.begin('5s');
  expect(await tree()).toEqual([1003, 1001]);
  await network.clock.advance(5_000);
  expect(await tree()).toEqual([1002, 1003, 1001]);
  await network.radio(1003).setMode('offline');
  expect(await tree()).toEqual([1002, 1001]);
  await network.radio(1003).setMode('normal');
  expect(await tree()).toEqual([1002, 1003, 1001]);
});

test('nodes are moved, cut, joined, overridden, added and removed', async () => {
  const network = await networkOf(lineOf([0, 1_000]));
  const status = () => result(network, 1001, 'network_status');
  network.cut(1001, 1002);
  expect(await status()).toEqual([]);
  network.join('1001', '1002');
  network.override(1001, 1002, { snr: 12 });
  expect(((await status()) as string[]).slice(0, 3)).toEqual(['1001', '1002', '12']);
  network.override(1001, 1002, undefined);
  network.move(1002, east(500_000));
  expect(await status()).toEqual([]);
  const added = await network.add({ nodeid: 1003, position: east(900) });
  expect((await call(added, 'nodeid')).result).toEqual(['1003']);
  expect(await result(network, 1001, 'routing_tree')).toEqual([1003, 1001]);
  await network.remove(1003);
  expect(await result(network, 1001, 'routing_tree')).toEqual([1001]);
  await expect(call(added, 'nodeid')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a moving node has its position from its GPS receiver, and a neighbour alone needs no port', async () => {
  const network = await networkOf({
    settings: { max_link_distance: '1000000' },
    nodes: [
      {
        nodeid: 1001,
        position: east(0),
        motion: { kind: 'waypoints', points: [{ seconds: 100, position: { latitude: 0, longitude: 0.02 } }] },
      },
      { nodeid: 1002, position: east(500), served: false },
    ],
  });
  expect(await result(network, 1001, 'gps_mode')).toEqual(['locked-3d']);
  await network.clock.advance(50_000);
  expect(await result(network, 1001, 'gps_coordinates')).toEqual(['0.000000', '0.010000', '0']);
  expect(await result(network, 1001, 'routing_tree')).toEqual([1002, 1001]);
  expect(() => network.radio(1002).http).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
  expect(network.radio(1002).state.read('nodeid')).toEqual(['1002']);
});

test('the control plane shows a neighbour without ports as one without addresses', async () => {
  const network = await startNetwork({
    network: {
      nodes: [
        { nodeid: 1001, position: east(0) },
        { nodeid: 1002, position: east(500), served: false },
      ],
    },
    clock: 'virtual',
    control: { enabled: true },
  });
  onTestFinished(async () => {
    await network.close();
  });
  const get = (path: string) => httpCall(network.control?.port ?? 0, 'GET', path);
  const { status, body } = await get('/nodes');
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { node: '1001', http: network.radio(1001).http },
    { node: '1002', mode: 'normal' },
  ]);
  const one = await get('/nodes/1002/status');
  expect(one).toMatchObject({ status: 200, body: { node: '1002', health: { ready: true } } });
  expect(one.body).not.toHaveProperty('http');
  expect(one.body).not.toHaveProperty('maintenance');
});

test('the same seed and calls give the same bytes', async () => {
  const run = async () => {
    const network = await networkOf('swarm');
    const seen: unknown[] = [];
    for (let step = 0; step < 5; step += 1) {
      await network.clock.advance(10_000);
      for (const { state } of network.radios.slice(0, 3))
        seen.push(state.read('network_status'), state.read('routing_tree'));
    }
    return JSON.stringify(seen);
  };
  expect(await run()).toBe(await run());
});

test.each([
  [{ nodes: [] }, 'network: '],
  [
    { nodes: [{ nodeid: 1, position: { latitude: 91, longitude: 0 } }] },
    'network: nodes.0.position.latitude: ',
  ],
])('%j is refused', async (network, message) => {
  await expect(startNetwork({ network })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining(message) as string,
  });
});

test('what is for one radio is refused, and so is a node that is not there', async () => {
  const options = { network: 'pair', nodeid: 5 } as NetworkOptions;
  await expect(startNetwork(options)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: 'nodeid: is for one radio; allowed: the nodes of network',
  });
  const network = await networkOf('pair');
  expect(() => network.radio(5)).toThrow(
    'radio: node: 5 is not allowed; allowed: the ID of a node of the network',
  );
  await expect(network.remove(5)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});

/** Three radios in a row, the second of which is the first that is served. */
const withScenario = (scenario: NetworkOptions['scenario']) => ({
  network: {
    settings: { freq: 2490, max_link_distance: 5000 },
    nodes: [1001, 1002, 1003].map((nodeid, index) => ({
      nodeid,
      position: { latitude: index / 400, longitude: 0 },
      served: index > 0,
    })),
  },
  clock: 'virtual' as const,
  scenario,
});

test('the scenario of the start is run by the first radio that is served, with steps about any node', async () => {
  const network = await startNetwork(
    withScenario({
      steps: [
        { at: 0, set: { power_dBm: 20 } },
        { at: 0, node: 1001, set: { power_dBm: 21 } },
        { at: 0, node: 1003, mode: 'offline' },
        { at: 2_000, node: 1003, mode: 'normal' },
        { at: 3_000, steer: { do: 'cut', from: 1001, to: 1002 } },
      ],
    }),
  );
  onTestFinished(() => network.close().then(() => undefined));
  const powers = () => [1001, 1002, 1003].map((id) => network.radio(id).state.read('power_dBm'));
  expect(powers()).toEqual([['21'], ['20'], ['30']]);
  expect(network.route(1002, 1003)).toBeUndefined();
  await network.clock.advance(2_000);
  expect(network.route(1002, 1003)).toBeDefined();
  expect(network.explain(1001, 1002).link).toBeDefined();
  await network.clock.advance(1_000);
  expect(network.explain(1001, 1002).reason?.text).toContain('cut');
  expect([1001, 1002, 1003].map((id) => network.radio(id).scenario.status?.state)).toEqual([
    undefined,
    'ended',
    undefined,
  ]);
});

test('a scenario about a node that there is not ends the start, and so does one that no radio can run', async () => {
  const unknown = withScenario({ steps: [{ at: 0, node: 1004, set: { power_dBm: 20 } }] });
  await expect(startNetwork(unknown)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining('1004: there is no such node') as string,
  });
  const nodes = [{ nodeid: 1001, position: { latitude: 0, longitude: 0 }, served: false }];
  await expect(startNetwork({ network: { nodes }, scenario: { steps: [] } })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
  });
});

/** Calls a method as a program without types does. */
function untyped(network: RadioNetwork, method: string, ...given: readonly unknown[]): unknown {
  const called: unknown = Reflect.get(network, method);
  if (typeof called !== 'function') throw new Error(`${method}: no such method`);
  return Reflect.apply(called, network, given);
}

test.each([
  ['move', [1001], 'move: position: undefined is not allowed; allowed: an object'],
  ['move', [1001, null], 'move: position: null is not allowed; allowed: an object'],
  ['move', [1001, east(0), null], 'move: motion: null is not allowed; allowed: an object'],
  [
    'move',
    [1001, east(0), { kind: 'circel', radius: 1, speed: 1 }],
    'move: motion.kind: "circel" is not allowed; allowed: still, waypoints, circle, random-walk; the nearest is "circle"',
  ],
  [
    'move',
    [1001, east(0), { kind: 'waypoints' }],
    'move: motion.points: undefined is not allowed; allowed: an array',
  ],
  [
    'move',
    [1001, east(0), { kind: 'waypoints', points: [null] }],
    'move: motion.points[0]: null is not allowed; allowed: an object',
  ],
  ['cut', [1001, 1002, null], 'cut: null: is not allowed; allowed: an object with direction'],
  ['cut', [1001, 1002, 'forward'], 'cut: "forward": is not allowed; allowed: an object with direction'],
  [
    'join',
    [1001, 1002, { directon: 'forward' }],
    'join: directon: is unknown; allowed: direction; the nearest is "direction"',
  ],
  ['override', [1001, 1002, null], 'override: null is not allowed; allowed: an object'],
  ['override', [1001, 1002, 12], 'override: 12 is not allowed; allowed: an object'],
  ['override', [1001, 1002, [undefined]], 'override[0]: undefined is not allowed; allowed: an object'],
  ['setInterference', [], 'interference: undefined is not allowed; allowed: an object'],
  ['setInterference', [{}], 'interference: id: undefined is not allowed; allowed: a text'],
  [
    'setInterference',
    [{ id: 'a' }],
    'interference "a".position: undefined is not allowed; allowed: an object',
  ],
])('%s with %j is refused, and changes nothing', async (method, given, message) => {
  const network = await networkOf(lineOf([0, 1_000]));
  const before = network.links();
  expect(() => untyped(network, method, ...given)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message }),
  );
  expect(network.links()).toEqual(before);
});

test('a node that is removed while it is added is refused to who adds it, and nothing of it stays', async () => {
  const network = await networkOf(lineOf([0]));
  const adding = network.add({ nodeid: 1002, position: east(500) });
  const isRefused = expect(adding).rejects.toMatchObject({
    code: 'NOT_RUNNING',
    message: 'add: node "1002" was removed meanwhile',
  });
  await network.remove(1002);
  await isRefused;
  expect(network.radios.map(({ nodeid }) => nodeid)).toEqual([1001]);
  const again = await network.add({ nodeid: 1002, position: east(500) });
  expect((await call(again, 'nodeid')).result).toEqual(['1002']);
});

test('radios that the control plane adds and removes are radios of the program too', async () => {
  const network = await startNetwork({
    network: lineOf([0, 1_000]),
    clock: 'virtual',
    control: { enabled: true },
  });
  onTestFinished(async () => {
    await network.close();
  });
  const control = (method: string, path: string, body?: unknown) =>
    httpCall(network.control?.port ?? 0, method, path, body === undefined ? {} : { body });
  const idsOf = () => network.radios.map(({ nodeid }) => nodeid);
  await control('POST', '/nodes', { nodeid: 901 });
  expect(idsOf()).toEqual([1001, 1002, 901]);
  expect((await call(network.radio(901), 'nodeid')).result).toEqual(['901']);
  expect(() => network.position(901)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  await network.remove(901);
  // One with the ID of a radio that was removed is another radio.
  const first = network.radio(1002);
  await control('DELETE', '/nodes/1002');
  expect(idsOf()).toEqual([1001]);
  await control('POST', '/nodes', { nodeid: 1002, network: { position: east(0) } });
  expect(network.radio(1002)).not.toBe(first);
  expect((await call(network.radio(1002), 'nodeid')).result).toEqual(['1002']);
});

test.each([undefined, null, 'pair'])('%j is not taken for options', async (given) => {
  const started: unknown = Reflect.apply(startNetwork, undefined, [given]);
  await expect(started).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining('allowed: an object') as string,
  });
});

test('a node cannot be added under an ID that another has', async () => {
  const network = await networkOf(lineOf([0, 1_000]));
  for (const nodeid of [1_002, '1002'])
    await expect(network.add({ nodeid, position: east(0) })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message:
        'add: nodeid: "1002" is not allowed: a node has this ID; allowed: an ID that no other node has',
    });
  expect(network.radios).toHaveLength(2);
});
