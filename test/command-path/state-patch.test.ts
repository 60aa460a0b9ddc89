import { expect } from 'vitest';
import { silvusTest, radioTest as test } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

test('state.read gives what a client would read, and costs no turn in the queue and no exchange', async ({
  radio,
}) => {
  radio.worker.pause();
  expect(radio.state.read('freq')).toEqual(['4700']);
  expect(radio.state.readAll()).toMatchObject({
    freq: ['4700'],
    freq_bw: ['4700', '20'],
    nodeid: ['310061'],
  });
  expect(radio.journal.total).toBe(0);
  radio.worker.resume();
  expect(await outcome(radio, 'freq')).toEqual(radio.state.read('freq'));
});

test('a patch is as if the radio had had the values all along: no blackout, nothing saved', async ({
  radio,
}) => {
  radio.state.patch({ freq: 2220, power_dBm: '27', gps_coordinates: [1, '2', 3] });
  expect(radio.blackout.current).toBeUndefined();
  expect(await outcome(radio, 'freq')).toEqual(['2220']);
  expect(await outcome(radio, 'power_dBm')).toEqual(['27']);
  expect(await outcome(radio, 'gps_coordinates')).toEqual(['1', '2', '3']);
  expect(radio.state.saved()).toMatchObject({ freq: ['4700'], power_dBm: ['30'] });
});

test('it works in a blackout, and shows after it', async ({ radio, clock }) => {
  radio.blackout.begin('30s');
  radio.state.patch({ freq_bw: ['4440', '5'] });
  expect(radio.state.read('freq')).toEqual(['4440']);
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
  await clock.advance('30s');
  expect(await outcome(radio, 'freq_bw')).toEqual(['4440', '5']);
});

test('a reboot loads what is in flash: the patch is gone', async ({ radio, clock }) => {
  radio.state.patch({ max_link_distance: 77 });
  await outcome(radio, 'setenvlinsingle', ['max_link_distance']);
  radio.state.patch({ max_link_distance: 88 });
  await outcome(radio, 'radio_reset');
  await clock.runUntilIdle();
  expect(radio.state.read('max_link_distance')).toEqual(['77']);
});

test.for([
  [{ freq: '2220', nothing: '1' }, 'state: name: "nothing" is not allowed; allowed: freq, bw, freq_bw,'],
  [{ freq: '2220', uptime: '1' }, 'state: name: "uptime" is not allowed; allowed: freq,'],
  [{ freq: '2220', power_dBm: '99' }, 'state: power_dBm: "99" is not allowed; allowed: 0 to 39 dBm'],
  [{ freq: '2220', bw: [] }, 'state: bw params: "0 given" is not allowed; allowed: 1 (bw)'],
  [{ freq: ['2220', '20'] }, 'state: freq params: "2 given" is not allowed; allowed: 1 (freq)'],
  [
    { freq: '2220', bw: null },
    'state: bw: null is not allowed; allowed: a text, a number, or an array of them',
  ],
] as const)('a patch of %j is refused as a whole', ([values, message], { radio }) => {
  const before = radio.state.readAll();
  // What JavaScript may hand over.
  const patch: unknown = values;
  expect(() => radio.state.patch(patch as Record<string, string>)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
  expect(radio.state.readAll()).toEqual(before);
});

test('a method that can not be read is named, with those that can', ({ radio }) => {
  expect(() => radio.state.read('zeroize')).toThrow(
    /^state: method: "zeroize" can't be read; allowed: freq, bw, .*uptime, /,
  );
});

silvusTest({
  frequencyProfiles: [
    { frequencies: ['2200:20:2380'], bandwidth: '5', antenna_mask: '15' },
    { frequencies: ['4420:40:4700'], bandwidth: '20', antenna_mask: '3' },
  ],
})('settings that only go together are judged together, in whatever order they stand', ({ radio }) => {
  for (const values of [
    { freq: '2220', bw: '5' },
    { bw: '20', freq: '4420' },
  ]) {
    radio.state.patch(values);
    expect(radio.state.readAll()).toMatchObject({ freq: [values.freq], bw: [values.bw] });
  }
  expect(() => radio.state.patch({ freq: '2220', bw: '20' })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID' }),
  );
  expect(radio.state.readAll()).toMatchObject({ freq: ['4420'], bw: ['20'] });
});
