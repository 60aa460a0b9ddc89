import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import { east, line, nodeAt } from './support/nodes.js';

const names = (network: Network) => network.links().map(({ from, to }) => `${from}>${to}`);

test('cut and join, each direction by itself', () => {
  const network = line([0, 1000]);
  network.cut('1', '2', { direction: 'forward' });
  expect(names(network)).toEqual(['2>1']);
  network.cut('1', '2', { direction: 'reverse' });
  expect(names(network)).toEqual([]);
  network.join('1', '2', { direction: 'reverse' });
  expect(names(network)).toEqual(['2>1']);
  network.join('2', '1');
  expect(names(network)).toEqual(['1>2', '2>1']);
  network.cut('2', '1');
  expect(names(network)).toEqual([]);
  expect(network.rules().map(({ from, to, cut }) => [from, to, cut])).toEqual([
    ['1', '2', true],
    ['2', '1', true],
  ]);
});

test('a fixed SNR of one direction stands in place of the computed one', () => {
  const network = line([0, 1000]);
  network.override('1', '2', { snr: 10 });
  expect(network.link('1', '2')).toMatchObject({ snr: 10, mcs: 2 });
  expect(network.link('2', '1')?.snr).toBeCloseTo(25.59, 2);
  // Signal and loss go with it.
  const { signal = NaN, noise = NaN, pathLoss = NaN } = network.link('1', '2') ?? {};
  expect([signal - noise, 30 - pathLoss]).toEqual([expect.closeTo(10, 9), expect.closeTo(signal, 9)]);
  network.override('1', '2', undefined);
  expect(network.link('1', '2')?.snr).toBeCloseTo(25.59, 2);
  expect(network.rules()).toEqual([]);
});

test('a fixed path loss, and a fixed packet loss', () => {
  const network = line([0, 1000]);
  network.override('1', '2', { pathLoss: 110 });
  expect(network.link('1', '2')).toMatchObject({ pathLoss: 110, signal: -80 });
  network.override('1', '2', { packetLoss: 0.25 });
  expect(network.link('1', '2')).toMatchObject({ packetLoss: 0.25, throughput: 65 * 0.75, mcs: 7 });
  expect(network.link('1', '2')?.snr).toBeCloseTo(25.59, 2);
});

test('an SNR or a path loss joins nodes at any distance, a packet loss does not', () => {
  const network = line([0, 900_000]);
  network.override('1', '2', { packetLoss: 0 });
  expect(names(network)).toEqual([]);
  network.override('1', '2', { snr: 20 });
  expect(names(network)).toEqual(['1>2']);
  network.setState('1', { maxLinkDistance: 1000 });
  expect(names(network)).toEqual(['1>2']);
  network.override('2', '1', { pathLoss: 100 });
  expect(names(network)).toEqual(['1>2', '2>1']);
  expect(network.explain('1', '2').reason).toBeUndefined();
});

test('an override does not join what shares no frequency, is muted, off the air or cut', () => {
  const network = line([0, 1000]);
  network.override('1', '2', { snr: 20 });
  network.override('2', '1', { snr: 20 });
  network.setState('1', { frequency: 2210 });
  expect(names(network)).toEqual([]);
  network.setState('1', { frequency: 2490, muted: true });
  expect(names(network)).toEqual(['2>1']);
  network.setState('1', { onAir: 'blackout' });
  expect(names(network)).toEqual([]);
  network.setState('1', { onAir: 'on', muted: false });
  network.cut('1', '2', { direction: 'forward' });
  expect(names(network)).toEqual(['2>1']);
  network.join('1', '2');
  expect(network.link('1', '2')?.snr).toBe(20);
});

test('an override with too little SNR is no link', () => {
  const network = line([0, 1000]);
  network.override('1', '2', { snr: 3 });
  expect(names(network)).toEqual(['2>1']);
  expect(network.explain('1', '2').reason?.code).toBe('too-weak');
});

test('a time series: each row holds until the next, before the first the physics', () => {
  const network = line([0, 1000]);
  network.override('1', '2', [
    { seconds: 10, snr: 20 },
    { seconds: 20, snr: 2 },
    { seconds: 30, packetLoss: 0.5 },
    { seconds: 40 },
  ]);
  const seen = [0, 9.9, 10, 19.9, 20, 30, 40, 1000, 15].map((seconds) => {
    network.advanceTo(seconds);
    const link = network.links().find(({ from }) => from === '1');
    expect(link).toEqual(network.link('1', '2'));
    return link && [Math.round(link.snr), Number(link.packetLoss.toFixed(2))];
  });
  const physics = [26, 0];
  expect(seen).toEqual([physics, physics, [20, 0], [20, 0], undefined, [26, 0.5], physics, physics, [20, 0]]);
});

test('cuts and overrides stay while nodes move', () => {
  const network = new Network({ seed: 1 });
  network.add({ ...nodeAt('a', east(0)), motion: { kind: 'random-walk', speed: 10 } });
  network.add({ ...nodeAt('b', east(500)), motion: { kind: 'circle', radius: 100, speed: 10 } });
  network.cut('a', 'b', { direction: 'forward' });
  network.override('b', 'a', { snr: 12 });
  for (const seconds of [0, 1, 7, 100, 3]) {
    network.advanceTo(seconds);
    expect(network.links()).toMatchObject([{ from: 'b', to: 'a', snr: 12 }]);
  }
});

test('rules of a node go with it', () => {
  const network = line([0, 1000, 2000]);
  network.cut('1', '2');
  network.override('3', '2', { snr: 10 });
  network.cut('1', '3');
  network.remove('2');
  expect(network.rules().map(({ from, to }) => `${from}>${to}`)).toEqual(['1>3', '3>1']);
  network.add(nodeAt('2', east(1000)));
  expect(names(network)).toEqual(['1>2', '2>1', '2>3', '3>2']);
});

test('wrong overrides and unknown nodes change nothing', () => {
  const network = line([0, 1000]);
  const refusals: readonly [() => void, string][] = [
    [() => network.cut('1', '9'), 'cut: node: "9" is not allowed; allowed: the id of a node of this network'],
    [() => network.cut('1', '1'), 'cut: node: "1" is not allowed; allowed: two different nodes'],
    [
      () => network.override('1', '2', { snr: NaN }),
      'override.snr: NaN is not allowed; allowed: -100 to 200 dB',
    ],
    [
      () => network.override('1', '2', { packetLoss: 1.1 }),
      'override.packetLoss: 1.1 is not allowed; allowed: 0 to 1',
    ],
    [
      () => network.override('1', '2', { snr: 1, pathLoss: 1 }),
      'override: snr and pathLoss are not allowed together',
    ],
    [
      () => network.override('1', '2', [{ seconds: 5 }, { seconds: 5 }]),
      'override[1].seconds: 5 is not allowed; allowed: later than the row before (5)',
    ],
    [() => network.override('1', '2', [{ seconds: 0, snr: 500 }]), 'override[0].snr: 500 is not allowed'],
  ];
  for (const [call, message] of refusals) expect(call).toThrow(message);
  expect(network.rules()).toEqual([]);
  expect(names(network)).toEqual(['1>2', '2>1']);
});
