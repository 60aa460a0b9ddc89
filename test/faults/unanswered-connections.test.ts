import { expect, test } from 'vitest';
import { idsOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test.each([
  ['http', { http: { keepAliveTimeout: '50ms' } }],
  ['maintenance', { maintenance: { idleTimeout: '50ms' } }],
] as const)('a connection of %s that a fault keeps silent is ended in the end', async (port, options) => {
  const mock = await running(options);
  mock.faults.add({ kind: 'half-open' });
  const client = await rawClient(mock[port].port, { allowHalfOpen: true });
  if (port === 'maintenance') client.socket.end();
  expect((await client.ended).text).toBe('');
  client.socket.destroy();
  await expect.poll(() => mock.stats().connections[port].endedFor).toMatchObject({ fault: 1, client: 0 });
});

test('requests behind one that is never answered are not either, and it is the fault that ends their connection', async () => {
  const mock = await running({ http: { keepAliveTimeout: '50ms', writeTimeout: '100ms' } });
  mock.faults.add({ kind: 'no-reply', match: { method: 'bw' } });
  const client = await rawClient(mock.http.port);
  client.socket.write([rpc('freq', 1), rpc('bw', 2), rpc('freq', 3)].map(keepAlive).join(''));
  expect(idsOf((await client.ended).text)).toEqual([1]);
  await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ fault: 1 });
  expect(mock.stats().connections.http.endedFor).toMatchObject({ 'write-timeout': 0 });
});

test('a close waits for no answer behind one that never comes', async () => {
  const mock = await running();
  mock.faults.add({ kind: 'no-reply', times: 1 });
  const client = await rawClient(mock.http.port);
  client.socket.write([rpc('freq', 1), rpc('freq', 2)].map(keepAlive).join(''));
  await mock.journal.waitFor(({ n }) => n === 2);
  const { forced, phases } = await mock.close({ graceMs: 5_000 });
  expect(forced).toBe(0);
  expect(phases.map(({ ended }) => ended)).not.toContain('late');
  client.socket.destroy();
});

test('what waits behind one that is never answered is not held', async () => {
  const { mock, clock } = await runningInVirtualTime({
    worker: { processingTime: '1s' },
    http: { maxBufferedBytes: 3_000 },
  });
  mock.faults.add({ kind: 'no-reply', times: 1, match: { method: 'freq' } });
  const client = await rawClient(mock.http.port);
  const ids = Array.from({ length: 50 }, (_, at) => 10 + at);
  client.socket.write(ids.map((id) => keepAlive(rpc('freq', id))).join(''));
  await inputIsRead(mock);
  await clock.advance('60s');
  // The other is what `caughtUp` has asked.
  expect(mock.journal.total).toBe(51);
  expect(mock.stats().connections.http.endedFor).toMatchObject({ 'buffer-full': 0 });
  client.socket.destroy();
});
