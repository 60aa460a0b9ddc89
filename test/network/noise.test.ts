import { expect, test } from 'vitest';
import { overlap } from '../../src/network/interference.js';
import { Network } from '../../src/network/network.js';
import { noiseFloor, thermalNoise } from '../../src/network/noise.js';
import { freeSpaceLoss } from '../../src/network/loss/free-space.js';
import { dBmOf, wattsOf } from '../../src/network/units.js';
import { east, line, nodeAt } from './support/nodes.js';

test('thermal noise is -173.975 dBm in 1 Hz', () => {
  expect(thermalNoise).toBeCloseTo(-173.975, 3);
});

test.each([
  [20, -95.965],
  [10, -98.975],
  [5, -101.985],
  [2.5, -104.996],
  [1.25, -108.006],
])('noise in %d MHz with a noise figure of 5 dB: %d dBm', (bandwidth, noise) => {
  expect(noiseFloor(bandwidth, 5)).toBeCloseTo(noise, 3);
});

test('powers add in watts: two equal ones +3.010 dB, one 10 dB lower +0.414 dB', () => {
  expect(dBmOf(wattsOf(-90) + wattsOf(-90))).toBeCloseTo(-90 + 3.01, 3);
  expect(dBmOf(wattsOf(-90) + wattsOf(-100))).toBeCloseTo(-90 + 0.414, 3);
});

/** A source above node 1 whose power at it is `dBm`. */
function source(id: string, dBm: number, change = {}) {
  const position = east(0, 1000);
  const power = dBm + freeSpaceLoss(1000, 2490);
  return { id, position, frequency: 2490, bandwidth: 20, power, ...change };
}

test('interference raises the noise of a receiver', () => {
  const network = line([0, 500]);
  const floor = network.noise('1');
  network.setInterference(source('a', floor));
  expect(network.noise('1') - floor).toBeCloseTo(3.01, 3);
  network.setInterference(source('a', floor - 10));
  expect(network.noise('1') - floor).toBeCloseTo(0.414, 3);
  network.removeInterference('a');
  expect(network.noise('1')).toBe(floor);
});

test('several sources add in watts, in whatever order they were added', () => {
  const [one, other] = [line([0]), line([0])];
  const sources = [source('a', -90), source('b', -97.3), source('c', -85.1)];
  for (const each of sources) one.setInterference(each);
  for (const each of sources.toReversed()) other.setInterference(each);
  const watts = [one.noise('1'), other.noise('1')];
  const sum = wattsOf(noiseFloor(20, 5)) + wattsOf(-90) + wattsOf(-97.3) + wattsOf(-85.1);
  expect(watts[0]).toBeCloseTo(dBmOf(sum), 6);
  expect(watts[0]).toBe(watts[1]);
  expect(one.interference().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('the SNR falls by what interference adds to the noise', () => {
  const network = line([0, 500]);
  const before = network.link('2', '1')?.snr ?? NaN;
  network.setInterference(source('a', network.noise('1')));
  expect(network.link('2', '1')?.snr).toBeCloseTo(before - 3.01, 3);
});

test.each([
  ['the whole band', { frequency: 2490, bandwidth: 20 }, 1],
  ['a narrow source inside it', { frequency: 2495, bandwidth: 5 }, 1],
  ['half of a source', { frequency: 2500, bandwidth: 20 }, 0.5],
  ['a wide source', { frequency: 2490, bandwidth: 40 }, 0.5],
  ['the next channel', { frequency: 2510, bandwidth: 20 }, 0],
  ['another band', { frequency: 4700, bandwidth: 20 }, 0],
])('a receiver at 2490 MHz, 20 MHz wide, gets its share: %s', (_name, change, share) => {
  expect(overlap(source('a', 0, change), 2490, 20)).toBe(share);
});

test('a source that shares half of the band adds half of its power', () => {
  const network = line([0]);
  const floor = network.noise('1');
  // On the way to the receiver, the loss is that of its own frequency.
  const power = floor + freeSpaceLoss(1000, 2500);
  network.setInterference(source('a', 0, { frequency: 2500, power }));
  expect(network.noise('1') - floor).toBeCloseTo(10 * Math.log10(1.5), 6);
});

test('a source that moves or a node that moves changes the noise', () => {
  const network = new Network({ seed: 1 });
  const motion = { kind: 'waypoints', points: [{ seconds: 10, position: east(5000) }] } as const;
  network.add({ ...nodeAt('1', east(0)), motion });
  network.setInterference(source('a', -90));
  const near = network.noise('1');
  network.advanceTo(10);
  expect(network.noise('1')).toBeLessThan(near - 3);
  network.setInterference(source('a', -90, { position: east(5000, 1000) }));
  expect(network.noise('1')).toBeCloseTo(near, 1);
});

test('a position off the globe, an unknown source', () => {
  const network = line([0]);
  expect(() =>
    network.setInterference(source('a', -90, { position: { latitude: 91, longitude: 0 } })),
  ).toThrow('interference "a".position.latitude: 91 is not allowed; allowed: -90 to 90 degrees');
  expect(() => network.removeInterference('b')).toThrow('removeInterference: id: "b" is not allowed');
  expect(network.interference()).toEqual([]);
});
