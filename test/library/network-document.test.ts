import { expect, onTestFinished, test } from 'vitest';
import { networkNames } from '../../src/config/network/samples.js';
import { type NetworkOptions, type RadioNetwork, type VirtualClock, startNetwork } from '../../src/index.js';
import { call } from '../support/json-rpc-client.js';

async function running(network: NetworkOptions['network']): Promise<RadioNetwork<VirtualClock>> {
  const started = await startNetwork({ network, clock: 'virtual' });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

/** A network made from the document of another, as JSON. */
const again = (network: RadioNetwork) =>
  running(JSON.parse(JSON.stringify(network.document())) as NetworkOptions['network']);

/** As text: comparing the 43,000 links of a city member by member takes seconds. */
const textOf = (value: unknown) => JSON.stringify(value);

test.each(networkNames())(
  '%s: the document after a while is the same network, and goes on alike',
  async (name) => {
    const network = await running(name);
    await network.clock.advance(123_456);
    const other = await again(network);
    expect(textOf(other.document())).toBe(textOf(network.document()));
    expect(textOf(other.links())).toBe(textOf(network.links()));
    await network.clock.advance(77_777);
    await other.clock.advance(77_777);
    expect(textOf(other.links())).toBe(textOf(network.links()));
  },
);

const nodes = [1001, 1002, 1003, 1004].map((nodeid, index) => ({
  nodeid,
  position: { latitude: 0, longitude: index / 1_000 },
}));

test('settings, modes, cuts, overrides, interference and moves of a run are in it', async () => {
  const network = await running({ nodes, settings: { freq: 2490 } });
  await call(network.radio(1002), 'power_dBm', ['20']);
  network.radio(1003).state.patch({ system_name: 'third', tx_ant_mask: '3', tx_fifo_disable: 1 });
  await network.radio(1004).setMode('offline');
  network.cut(1001, 1003, { direction: 'forward' });
  network.override(1001, 1002, { snr: 17.5, packetLoss: 0.25 });
  network.setInterference({
    id: 'j',
    position: { latitude: 0.01, longitude: 0 },
    frequency: 2490,
    bandwidth: 20,
    power: 10,
  });
  network.move(1002, { latitude: 0.001, longitude: 0 }, { kind: 'circle', radius: 30, speed: 3 });
  await network.clock.advance(40_500);
  const document = network.document();
  expect(document.nodes.map(({ name, mode }) => [name, mode])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    ['third', undefined],
    [undefined, 'offline'],
  ]);
  expect(document.settings).toEqual({ freq: ['2490'] });
  expect(document.nodes[1]?.settings).toEqual({ power_dBm: ['20'] });
  expect(document.seconds).toBe(40.5);
  const other = await again(network);
  expect(network.links().length).toBeGreaterThan(0);
  expect(other.links()).toEqual(network.links());
  expect(other.document()).toEqual({
    ...document,
    now: { ...document.now, steering: { lines: 0, dropped: 0 } },
  });
});

test('nodes with other keys hear each other again exactly as before', async () => {
  const network = await running({ nodes });
  for (const id of [1003, 1004]) network.radio(id).state.patch({ enc_key: 'a-key-that-two-of-them-have' });
  const pairs = () => network.document().now.links.map((link) => link.nodes);
  expect(pairs()).toEqual([
    [1001, 1002],
    [1003, 1004],
  ]);
  expect((await again(network)).links()).toEqual(network.links());
});
