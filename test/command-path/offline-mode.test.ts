import { expect, test } from 'vitest';
import { call, maintain, outcome } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

test('an offline radio is UNAVAILABLE on both ports, without end and without a time to try again', async () => {
  const { mock, clock } = await runningInVirtualTime({ mode: 'offline' });
  expect(mock.mode).toBe('offline');
  for (const reply of [await call(mock, 'freq'), await maintain(mock, 'zeroize')]) {
    expect(reply.error).toEqual({
      code: -32000,
      message: 'UNAVAILABLE',
      data: { detail: { reason: 'offline' } },
    });
  }
  await clock.advance('365d');
  expect(await outcome(mock, 'freq')).toBe('UNAVAILABLE');
});

test('setMode takes it out of reach and back, with its settings', async () => {
  const mock = await running();
  await outcome(mock, 'max_link_distance', ['77']);
  await mock.setMode('offline');
  expect(await outcome(mock, 'max_link_distance')).toBe('UNAVAILABLE');
  await mock.setMode('normal');
  expect(await outcome(mock, 'max_link_distance')).toEqual(['77']);
});

test('a reset puts it back to the mode that it was made with', async () => {
  const mock = await running({ mode: 'offline' });
  await mock.setMode('normal');
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  await mock.reset();
  expect(await outcome(mock, 'freq')).toBe('UNAVAILABLE');
});
