import { expect, test } from 'vitest';
import { McsTable, streamsOf } from '../../src/network/mcs.js';
import { physicsDefaults } from '../../src/network/settings.js';
import { timeOfFlight } from '../../src/network/time-of-flight.js';

const table = new McsTable(physicsDefaults.mcs);

test.each([
  [0, 6.5, 3.92],
  [1, 13, 6.94],
  [2, 19.5, 9.43],
  [3, 26, 12.7],
  [4, 39, 15.8],
  [5, 52, 20.04],
  [6, 58.5, 21.38],
  [7, 65, 22.63],
])('MCS %d: %d Mb/s at 20 MHz, from %d dB', (mcs, rate, snr) => {
  expect(table.rate[mcs]).toBe(rate);
  expect(table.needed[mcs]).toBeCloseTo(snr, 9);
  expect(table.best(snr + 0.001, 1)).toBe(mcs);
  expect(table.best(snr - 0.001, 1)).toBe(mcs - 1);
});

test('each further stream adds 8 to the index and its rate', () => {
  expect([8, 16, 24].map((mcs) => table.rate[mcs])).toEqual([13, 19.5, 26]);
  expect([0, 7, 8, 15, 31].map(streamsOf)).toEqual([1, 1, 2, 2, 4]);
  expect(table.best(80, 1)).toBe(7);
  expect(table.best(80, 2)).toBe(15);
  expect(table.best(80, 4)).toBe(31);
});

test('no MCS without an antenna, or below the lowest', () => {
  expect(table.best(80, 0)).toBe(-1);
  expect(table.best(3.9, 4)).toBe(-1);
  expect(table.least).toBeCloseTo(3.92, 9);
});

test('more SNR or more streams are never slower', () => {
  for (const streams of [1, 2, 3, 4]) {
    let last = 0;
    for (let snr = 4; snr < 40; snr += 0.1) {
      const rate = table.rate[table.best(snr, streams)] ?? 0;
      expect(rate).toBeGreaterThanOrEqual(last);
      expect(rate).toBeGreaterThanOrEqual(table.rate[table.best(snr, streams - 1)] ?? 0);
      last = rate;
    }
  }
});

test('power back-off: a high MCS needs so much more', () => {
  const powerBackOff = [0, 0, 0, 0, 0, 0, 0, 5];
  const careful = new McsTable({ ...physicsDefaults.mcs, powerBackOff });
  expect(careful.best(25, 1)).toBe(6);
  expect(careful.best(27.7, 1)).toBe(7);
});

test('an MCS that needs more than a faster one is not used', () => {
  const powerBackOff = [0, 0, 0, 0, 0, 0, 3, 0];
  const odd = new McsTable({ ...physicsDefaults.mcs, powerBackOff });
  const used = Array.from({ length: 300 }, (_, index) => odd.best(4 + index / 10, 1));
  expect(used).not.toContain(6);
  expect(used).toContain(7);
});

test('a fixed MCS is cut to the streams that there are', () => {
  expect(table.limited(31, 2)).toBe(15);
  expect(table.limited(9, 4)).toBe(9);
  expect(table.limited(28, 1)).toBe(4);
});

const settings = physicsDefaults.timeOfFlight;

test.each([
  [1000, 33.356, 33],
  [5000, 166.782, 167],
  [30_000, 1000.69, 1001],
])('time of flight over %d m: %d, as %d ticks', (metres, exact, ticks) => {
  expect(timeOfFlight(metres, settings)).toBe(ticks);
  expect(timeOfFlight(metres * 1000, settings) / 1000).toBeCloseTo(exact, 2);
});

test('a tick is 29.979 m', () => {
  expect(timeOfFlight(29.9793, { ...settings, rounding: 'down' })).toBe(1);
  expect(timeOfFlight(29.9792, { ...settings, rounding: 'down' })).toBe(0);
});

test('rounding, offset and direction of a time of flight are settings', () => {
  const over1km = (change: Partial<typeof settings>) => timeOfFlight(1000, { ...settings, ...change });
  expect(over1km({ rounding: 'up' })).toBe(34);
  expect(over1km({ offset: 10 })).toBe(43);
  expect(over1km({ offset: -40 })).toBe(0);
  expect(over1km({ oneWay: false })).toBe(67);
});
