import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import type { NodeState } from '../../src/network/node.js';
import type { PhysicsOptions } from '../../src/network/settings.js';
import { east, line, nodeAt } from './support/nodes.js';

/** Two nodes of one antenna each. */
function pair(metres: number, state: Partial<NodeState>, settings: PhysicsOptions = {}): Network {
  const network = new Network({ seed: 1, settings });
  network.add(nodeAt('a', east(0), state));
  network.add(nodeAt('b', east(metres), state));
  return network;
}

test.each([
  [2490, 1000, 30, 20, 100.37, -70.37, -95.965, 25.59, 7, 33],
  [2490, 5000, 30, 5, 114.35, -84.35, -101.985, 17.63, 4, 167],
  [2490, 20_000, 36, 20, 126.39, -90.39, -95.965, 5.57, 0, 667],
  [4700, 2000, 27, 10, 111.91, -84.91, -98.975, 14.06, 3, 67],
  [2200, 50, 10, 1.25, 73.28, -63.28, -108.006, 44.73, 7, 2],
])(
  '%d MHz, %d m, %d dBm, %d MHz wide',
  (frequency, metres, power, bandwidth, loss, signal, noise, snr, mcs, ticks) => {
    const link = pair(metres, { frequency, power, bandwidth }).link('a', 'b');
    expect(link).toMatchObject({ from: 'a', to: 'b', mcs, streams: 1, timeOfFlight: ticks });
    expect(link?.distance).toBeCloseTo(metres, 5);
    for (const [value, expected] of [
      [link?.pathLoss, loss],
      [link?.signal, signal],
      [link?.noise, noise],
      [link?.snr, snr],
    ]) {
      expect(Math.abs((value ?? NaN) - (expected ?? NaN))).toBeLessThan(0.01);
    }
  },
);

test('the budget is explained line by line', () => {
  const { lines, link, reason } = pair(1000, {}).explain('a', 'b');
  const rounded = lines.map(({ name, value, unit }) =>
    `${name}: ${value?.toFixed(2) ?? 'none'} ${unit}`.trim(),
  );
  expect(rounded).toEqual([
    'distance: 1000.00 m',
    'power: 30.00 dBm',
    'transmit gain: 0.00 dBi',
    'path loss: 100.37 dB',
    'shadowing: 0.00 dB',
    'receive gain: 0.00 dBi',
    'signal: -70.37 dBm',
    'noise floor: -95.96 dBm',
    'interference: none dBm',
    'noise: -95.96 dBm',
    'combining gain: 0.00 dB',
    'SNR: 25.59 dB',
    'MCS: 7.00',
    'power back-off: 0.00 dB',
    'needed SNR: 22.63 dB',
    'margin: 2.96 dB',
    'rate: 65.00 Mb/s',
    'packet loss: 0.00',
    'throughput: 64.99 Mb/s',
    'time of flight: 33.00 ticks',
  ]);
  expect(lines[3]?.note).toBe('free-space, 1000.0 m, 2490 MHz');
  expect(reason).toBeUndefined();
  expect(link?.snr).toBeCloseTo(25.59, 2);
});

test('gains, interference, shadowing and back-off have their lines', () => {
  const settings: PhysicsOptions = {
    propagation: { model: 'log-distance', exponent: 2, sigma: 4 },
    mcs: { powerBackOff: [0, 0, 0, 0, 0, 0, 0, 2] },
  };
  const network = new Network({ seed: 5, settings });
  network.add({ ...nodeAt('a', east(0)), gain: 3 });
  network.add({ ...nodeAt('b', east(1000)), gain: 6 });
  network.setInterference({ id: 'x', position: east(2000), frequency: 2490, bandwidth: 20, power: -10 });
  const value = (name: string) =>
    network.explain('a', 'b').lines.find((line) => line.name === name)?.value ?? NaN;
  expect(value('transmit gain')).toBeCloseTo(3, 9);
  expect(value('receive gain')).toBeCloseTo(6, 9);
  expect(value('shadowing')).not.toBe(0);
  expect(value('signal')).toBeCloseTo(30 + 3 + 6 - value('path loss') - value('shadowing'), 9);
  // 1,000 m of free space, and the receiver's gain.
  expect(value('interference')).toBeCloseTo(-10 + 6 - 100.372, 2);
  expect(value('SNR')).toBeCloseTo(value('signal') - value('noise'), 9);
  expect(value('power back-off')).toBe(2);
});

test('a link without an MCS is explained too', () => {
  const { lines, link, reason } = pair(30_000, {}).explain('a', 'b');
  expect(link).toBeUndefined();
  expect(reason).toEqual({
    code: 'too-weak',
    text: 'the SNR is -3.95 dB, the lowest MCS needs 3.92 dB',
  });
  expect(lines.at(-1)).toEqual({ name: 'MCS', value: null, unit: '', note: 'the lowest needs 3.92 dB' });
});

test.each<[string, Partial<NodeState>, string]>([
  ['frequency', { frequency: 2210 }, 'a has 2490 MHz, b has 2210 MHz'],
  ['bandwidth', { bandwidth: 5 }, 'a has 20 MHz, b has 5 MHz'],
  ['network-name', { networkName: 'net2' }, 'a has the network name "", b has the network name "net2"'],
  ['key', { key: 'secret' }, 'a and b have different keys'],
  [
    'routing-mode',
    { routingMode: 'legacy' },
    'a has the routing mode "large", b has the routing mode "legacy"',
  ],
  ['distance', { maxLinkDistance: 999 }, 'the distance is 1000.0 m, max_link_distance of b is 999 m'],
  ['blackout', { onAir: 'blackout' }, 'b is in blackout'],
  ['offline', { onAir: 'offline' }, 'b is offline'],
])('no link in either direction: %s', (code, state, text) => {
  const network = line([0, 1000]);
  network.remove('2');
  network.remove('1');
  network.add(nodeAt('a', east(0)));
  network.add(nodeAt('b', east(1000), state));
  expect(network.explain('a', 'b').reason).toEqual({ code, text });
  expect(network.explain('b', 'a').reason?.code).toBe(code);
  expect(network.links()).toEqual([]);
  expect(network.neighbours('a')).toEqual([]);
  network.setState('b', nodeAt('b', east(0)).state ?? {});
  network.setState('b', {
    frequency: 2490,
    bandwidth: 20,
    networkName: '',
    key: '',
    routingMode: 'large',
    onAir: 'on',
  });
  expect(network.links()).toHaveLength(2);
});

test.each<[string, Partial<NodeState>, string, string]>([
  ['muted', { muted: true }, 'a', 'a starts no transmission (tx_fifo_disable)'],
  ['no-antenna', { txAntennas: 0 }, 'a', 'a sends on none'],
  // The node has one antenna: this mask switches on a second that is not there.
  ['no-antenna', { txAntennas: 2 }, 'a', 'a sends on none'],
  ['no-antenna', { rxAntennas: 0 }, 'b', 'b receives on none'],
])('no link in one direction: %s', (code, state, id, text) => {
  const network = pair(1000, {});
  network.setState(id, state);
  expect(network.explain('a', 'b').reason).toEqual({ code, text });
  expect(network.explain('b', 'a').reason).toBeUndefined();
  expect(network.links().map(({ from, to }) => `${from}>${to}`)).toEqual(['b>a']);
  const [neighbour] = network.neighbours('a');
  expect(neighbour?.outgoing).toBeUndefined();
  expect(neighbour?.incoming?.snr).toBeCloseTo(25.59, 2);
  expect(network.route('a', 'b')).toBeUndefined();
});

test('the first of several reasons is given, in the documented order', () => {
  const network = pair(1000, {});
  const reason = () => network.explain('a', 'b').reason?.code;
  network.cut('a', 'b');
  expect(reason()).toBe('cut');
  network.setState('a', { power: -50 });
  expect(reason()).toBe('cut');
  network.setState('b', { onAir: 'blackout' });
  expect(reason()).toBe('blackout');
  network.setState('a', { muted: true });
  expect(reason()).toBe('muted');
  network.setState('a', { maxLinkDistance: 10 });
  expect(reason()).toBe('distance');
  network.setState('a', { routingMode: 'legacy' });
  expect(reason()).toBe('routing-mode');
  network.setState('a', { key: 'k' });
  expect(reason()).toBe('key');
  network.setState('a', { networkName: 'n' });
  expect(reason()).toBe('network-name');
  network.setState('a', { bandwidth: 5 });
  expect(reason()).toBe('bandwidth');
  network.setState('a', { frequency: 2200 });
  expect(reason()).toBe('frequency');
});

test('a key is never shown', () => {
  const network = pair(1000, { key: 'do-not-show' });
  network.setState('b', { key: 'nor-this' });
  expect(JSON.stringify(network.explain('a', 'b'))).not.toMatch(/do-not-show|nor-this/);
});

test('a fixed MCS is used, and loses packets where the SNR is too low for it', () => {
  const network = pair(1000, {});
  network.setState('a', { mcs: 3 });
  expect(network.link('a', 'b')).toMatchObject({ mcs: 3, rate: 26 });
  expect(network.link('b', 'a')).toMatchObject({ mcs: 7, rate: 65 });
  network.setState('a', { mcs: 7, power: 26.5 });
  const link = network.link('a', 'b');
  expect(link?.mcs).toBe(7);
  // 0.54 dB too little: a tenth at the threshold, ten times as much for each dB below.
  expect(link?.packetLoss).toBeCloseTo(0.1 * 10 ** 0.54, 2);
  network.setState('a', { power: 20 });
  expect(network.link('a', 'b')).toMatchObject({ packetLoss: 1, throughput: 0 });
  expect(network.route('a', 'b')).toBeUndefined();
});

test('packet loss is a tenth where the SNR is just enough, and a tenth of it for each dB more', () => {
  const network = pair(1000, {});
  const lossAt = (snr: number) => {
    network.override('a', 'b', { snr });
    return network.link('a', 'b')?.packetLoss;
  };
  expect(lossAt(22.63)).toBeCloseTo(0.1, 9);
  expect(lossAt(23.63)).toBeCloseTo(0.01, 9);
  expect(lossAt(25.63)).toBeCloseTo(0.0001, 9);
});

test('settings: noise figure, implementation loss, efficiency, combining', () => {
  const snr = (settings: PhysicsOptions) => pair(1000, {}, settings).link('a', 'b');
  expect(snr({ noiseFigure: 8 })?.snr).toBeCloseTo(22.59, 2);
  expect(snr({ mcs: { implementationLoss: 7 } })?.mcs).toBe(6);
  const half = snr({ efficiency: 0.5 });
  expect(half?.throughput).toBeCloseTo(32.5, 1);
  expect(half?.rate).toBe(65);
  const four = new Network({ seed: 1, settings: { combining: 'maximal-ratio' } });
  four.add({ id: 'a', position: east(0) });
  four.add({ id: 'b', position: east(999) });
  expect(four.link('a', 'b')?.snr).toBeCloseTo(25.6 + 6.02, 1);
});
