import { expect, test } from 'vitest';
import { call, maintain, outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

test('a freq write answers, then the radio is dark for the soft boot and back at its very end', async () => {
  const { mock, clock } = await runningInVirtualTime();
  expect(await outcome(mock, 'freq', ['2220'])).toEqual(['']);
  expect((await call(mock, 'freq')).error).toMatchObject({
    message: 'UNAVAILABLE',
    data: { retryAfterMs: 30_000 },
  });
  await clock.advance(29_999);
  expect((await call(mock, 'freq')).error).toMatchObject({
    message: 'UNAVAILABLE',
    data: { retryAfterMs: 1 },
  });
  await clock.advance(1);
  expect(await outcome(mock, 'freq')).toEqual(['2220']);
});

test('radio_reset answers, goes dark 3 s later, and comes back with what was saved and without what was not', async () => {
  const { mock, clock } = await runningInVirtualTime();
  await outcome(mock, 'power_dBm', ['20']);
  await outcome(mock, 'setenvlinsingle', ['power_dBm']);
  await outcome(mock, 'max_link_distance', ['5000']);
  expect((await maintain(mock, 'radio_reset')).result).toEqual(['']);
  await clock.advance(2_999);
  expect(await outcome(mock, 'max_link_distance')).toEqual(['5000']);
  await clock.advance(1);
  expect(await outcome(mock, 'max_link_distance')).toBe('UNAVAILABLE');
  await clock.advance('60s');
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
  expect(await outcome(mock, 'power_dBm')).toEqual(['20']);
});
