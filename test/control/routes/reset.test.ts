import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a reset puts all back, answers what waits, and is itself answered', async () => {
  const radio = await radioWithControlPlane({ mode: 'normal' });
  await radio.take('PATCH', '/state', { freq: '2220' });
  await radio.take('POST', '/faults', { kind: 'latency', ms: 1, match: { method: 'bw' } });
  await radio.take('POST', '/worker/pause');
  const waiting = outcome(radio.mock, 'freq');
  await radio.mock.received(1);
  expect(await radio.take('POST', '/reset')).toEqual({ ok: true });
  expect(await waiting).toBe('UNAVAILABLE');
  expect(await radio.get('/state/freq')).toEqual({ value: ['4700'] });
  expect(await radio.get('/faults')).toEqual([]);
  expect(await radio.get('/worker')).toMatchObject({ paused: false });
});

test('a reset in a blackout that refuses connections opens the ports again', async () => {
  const radio = await radioWithControlPlane({ blackout: 'refuse' });
  await radio.take('POST', '/blackout', { duration: '1h' });
  await radio.take('POST', '/reset');
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});
