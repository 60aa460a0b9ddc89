import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import type { NetworkNode, NodeState } from '../../src/network/node.js';
import { east } from './support/nodes.js';

/** Two nodes of four antennas. */
function pair(state: Partial<NodeState> = {}, node: Partial<NetworkNode> = {}, seed = 1): Network {
  const network = new Network({ seed });
  network.add({ id: 'a', position: east(0) });
  network.add({ id: 'b', position: east(300), ...node, state });
  return network;
}

test('each receiving antenna has its own signal, the strongest that of the link', () => {
  const network = pair();
  const signals = network.signals('a', 'b').map((signal) => signal ?? NaN);
  const link = network.link('a', 'b')?.signal ?? NaN;
  expect(new Set(signals).size).toBe(4);
  expect(Math.max(...signals)).toBeCloseTo(link, 9);
  expect(Math.min(...signals)).toBeGreaterThan(link - 3);
  expect(network.signals('b', 'a')).not.toEqual(signals);
});

test('signals follow from the seed', () => {
  expect(pair().signals('a', 'b')).toEqual(pair().signals('a', 'b'));
  expect(pair({}, {}, 2).signals('a', 'b')).not.toEqual(pair().signals('a', 'b'));
});

test('a mask switches receiving antennas off', () => {
  const signals = pair({ rxAntennas: 0b0101 }).signals('a', 'b');
  expect(signals.map((signal) => signal !== undefined)).toEqual([true, false, true, false]);
  expect(Math.max(signals[0] ?? NaN, signals[2] ?? NaN)).toBeCloseTo(pair().link('a', 'b')?.signal ?? NaN, 9);
});

test('a node with two antennas has two signals, without a link there is none', () => {
  expect(pair({}, { antennas: 2 }).signals('a', 'b')).toHaveLength(2);
  expect(pair({}, { antennas: 2 }).signals('b', 'a')).toHaveLength(4);
  expect(pair({ onAir: 'offline' }).signals('a', 'b')).toEqual([]);
});

test.each([
  [4, {}, 4],
  [2, {}, 2],
  [4, { rxAntennas: 0b0111 }, 3],
  [4, { rxAntennas: 0b1000 }, 1],
])('%d antennas with %j take %d streams', (antennas, state, streams) => {
  expect(pair(state, { antennas }).link('a', 'b')?.streams).toBe(streams);
});

test('sending antennas limit the streams of one direction only', () => {
  const network = pair({ txAntennas: 0b0001 });
  expect(network.link('b', 'a')?.streams).toBe(1);
  expect(network.link('a', 'b')?.streams).toBe(4);
});

test('streams share the power: each doubling needs 3 dB more', () => {
  const network = pair();
  const at = (snr: number) => {
    network.override('a', 'b', { snr });
    const { mcs, streams, rate } = network.link('a', 'b') ?? {};
    return { mcs, streams, rate };
  };
  expect(at(22.63 + 6.03)).toEqual({ mcs: 31, streams: 4, rate: 260 });
  // 26 Mb/s on each of four streams need 12.7 + 6.02 dB.
  expect(at(18.8)).toEqual({ mcs: 27, streams: 4, rate: 104 });
  expect(at(4)).toEqual({ mcs: 0, streams: 1, rate: 6.5 });
});

test('gains: the best of the receiving antennas that are on, the mean of the sending ones', () => {
  const gain = [0, 3, 6, 9];
  const plain = pair().link('a', 'b')?.signal ?? NaN;
  const back = pair().link('b', 'a')?.signal ?? NaN;
  expect(pair({}, { gain }).link('a', 'b')?.signal).toBeCloseTo(plain + 9, 9);
  expect(pair({ rxAntennas: 0b0011 }, { gain }).link('a', 'b')?.signal).toBeCloseTo(plain + 3, 9);
  const mean = 10 * Math.log10((1 + 10 ** 0.3 + 10 ** 0.6 + 10 ** 0.9) / 4);
  expect(pair({}, { gain }).link('b', 'a')?.signal).toBeCloseTo(back + mean, 9);
});

test('an antenna with less gain has less signal', () => {
  const signals = pair({}, { gain: [0, 20, 0, 0] }).signals('a', 'b');
  for (const other of [0, 2, 3]) expect(signals[other]).toBeLessThan((signals[1] ?? NaN) - 15);
});

test('gains of a wrong number, too many antennas', () => {
  expect(() => pair({}, { gain: [1, 2] })).toThrow(
    'node "b".gain: [1,2] is not allowed; allowed: one number, or one for each antenna (4)',
  );
  expect(() => pair({}, { antennas: 5 })).toThrow('node "b".antennas: 5 is not allowed; allowed: 1 to 4');
  expect(() => pair({ txAntennas: 16 })).toThrow('node "b".state.txAntennas: 16 is not allowed');
});
