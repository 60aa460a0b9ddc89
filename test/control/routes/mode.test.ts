import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('the mode is told and changed', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.get('/mode')).toEqual({ mode: 'normal' });
  expect(await radio.take('PUT', '/mode', { mode: 'offline' })).toEqual({ mode: 'offline' });
  expect(await outcome(radio.mock, 'freq')).toBe('UNAVAILABLE');
  expect(await radio.take('PUT', '/mode', { mode: 'normal' })).toEqual({ mode: 'normal' });
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test('degraded puts its faults on', async () => {
  const radio = await radioWithControlPlane();
  await radio.take('PUT', '/mode', { mode: 'degraded' });
  expect(await radio.get('/faults')).not.toEqual([]);
});

test('a radio that refuses connections is still controlled, and comes back', async () => {
  const radio = await radioWithControlPlane({ blackout: 'refuse' });
  await radio.take('PUT', '/mode', { mode: 'offline' });
  await expect(outcome(radio.mock, 'freq')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await radio.take('PUT', '/mode', { mode: 'normal' });
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test.each([
  [{ mode: 'broken' }, 'body: mode: "broken": is not allowed; allowed: normal, offline, degraded'],
  [{}, 'body: mode: is missing; allowed: normal, offline, degraded'],
  [{ mode: 'normal', more: 1 }, 'body: more: is unknown; allowed: mode; the nearest is "mode"'],
])('%j is refused', async (body, message) => {
  expect(await (await radioWithControlPlane()).refusal('PUT', '/mode', body)).toBe(
    `400 OPTION_INVALID: ${message}`,
  );
});
