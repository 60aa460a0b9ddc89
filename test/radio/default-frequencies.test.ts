import { expect, test } from 'vitest';
import { loadModel } from '../../src/index.js';
import { call, outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

/** Frequencies that clients offer (interface.md F.5). */
const menu = [
  ...[2210, 2220, 2240, 2260, 2280, 2300, 2320, 2340, 2360, 2380, 2385, 2390, 2420, 2440, 2452, 2480, 2490],
  4410,
  ...Array.from({ length: 26 }, (_, index) => 4420 + 20 * index),
].map(String);

const softBoot = '30s';

test.each(['fine', 'step'] as const)(
  'the default radio takes every frequency of the menu that clients carry, on the %s grid',
  async (frequencyGrid) => {
    const { mock, clock } = await runningInVirtualTime({ frequencyGrid });
    for (const frequency of menu) {
      expect([frequency, await outcome(mock, 'freq', [frequency])]).toEqual([frequency, ['']]);
      await clock.advance(softBoot);
      expect(await outcome(mock, 'freq')).toEqual([frequency]);
    }
  },
);

test('the default radio takes the pairs of frequency and channel width that clients carry', async () => {
  const { mock, clock } = await runningInVirtualTime();
  for (const pair of [
    ['2490', '20'],
    ['2360', '5'],
    ['2210', '1.25'],
  ]) {
    expect(await outcome(mock, 'freq_bw', pair)).toEqual(['']);
    await clock.advance(softBoot);
    expect(await outcome(mock, 'freq_bw')).toEqual(pair);
  }
});

test('the default radio has five channel widths, each at every edge of both bands', async () => {
  const { mock, clock } = await runningInVirtualTime();
  for (const width of ['1.25', '2.5', '5', '10', '20'])
    for (const frequency of ['2200', '2500', '4400', '5000']) {
      expect(await outcome(mock, 'freq_bw', [frequency, width])).toEqual(['']);
      await clock.advance(softBoot);
      expect(await outcome(mock, 'freq_bw')).toEqual([frequency, width]);
    }
});

test('the default radio starts on 4700 MHz, 20 MHz wide, with four antennas', async () => {
  const { mock } = await runningInVirtualTime();
  expect(await outcome(mock, 'freq_bw')).toEqual(['4700', '20']);
  expect(await outcome(mock, 'tx_ant_mask')).toEqual(['15']);
});

const refused = ['2199.9', '2500.1', '4399.9', '5000.1', '3000', '0', '2490.05'];
const allowed = '2200:1:2500, 4400:1:5000 MHz (start:step:end), in steps of 0.1 MHz';

test.each(refused)('the default radio refuses %s MHz with the field and what is allowed', async (value) => {
  const { mock } = await runningInVirtualTime();
  const error = { message: 'INVALID_RANGE', data: { detail: { field: 'freq', value, allowed } } };
  expect((await call(mock, 'freq', [value])).error).toMatchObject(error);
  expect((await call(mock, 'freq_bw', [value, '20'])).error).toMatchObject(error);
  expect(await outcome(mock, 'freq_bw')).toEqual(['4700', '20']);
});

test.each(['1.2', '7', '40', '-1'])('the default radio refuses a width of %s MHz', async (value) => {
  const { mock } = await runningInVirtualTime();
  const detail = { field: 'bw', value, allowed: '1.25, 2.5, 5, 10, 20 MHz' };
  expect((await call(mock, 'bw', [value])).error).toMatchObject({ data: { detail } });
  expect((await call(mock, 'freq_bw', ['2490', value])).error).toMatchObject({ data: { detail } });
  expect(await outcome(mock, 'freq_bw')).toEqual(['4700', '20']);
});

test.each(['2490', '2380.1', '4400', '5000', '4980.1'])(
  'the model icd refuses %s MHz, and the widths of newer firmware',
  async (frequency) => {
    const { mock } = await runningInVirtualTime({ model: 'icd' });
    expect(await outcome(mock, 'freq', [frequency])).toBe('INVALID_RANGE');
    expect(await outcome(mock, 'bw', ['10'])).toBe('INVALID_RANGE');
    expect(await outcome(mock, 'freq_bw')).toEqual(['4700', '20']);
  },
);

test('the model icd reports the profiles of the sample, and differs from the default in its channels alone', async () => {
  const { mock } = await runningInVirtualTime({ model: 'icd' });
  expect(await outcome(mock, 'supported_frequency_profiles')).toEqual([
    { frequencies: ['2200:20:2380', '4700'], bandwidth: '-1', antenna_mask: '15' },
    { frequencies: ['4420:40:4700'], bandwidth: '-1', antenna_mask: '3' },
    { frequencies: ['4700:20:4980'], bandwidth: '-1', antenna_mask: '12' },
  ]);
  const { identity, power, defaults, gps, health, antennas } = loadModel('default');
  expect(loadModel('icd')).toMatchObject({ identity, power, defaults, gps, health, antennas });
});
