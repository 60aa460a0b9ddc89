import { expect, test } from 'vitest';
import { httpRequest, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

test.each([
  ['latency', { kind: 'latency', ms: '1h' }],
  ['slow-drip', { kind: 'slow-drip', bytes: 1, interval: '1h' }],
] as const)('a close waits for no %s: the client gets its whole reply at once', async (_name, fault) => {
  const { mock, clock } = await runningInVirtualTime();
  mock.faults.add(fault);
  const http = exchange(mock.http.port, httpRequest(rpc('freq')));
  const maintenance = exchange(mock.maintenance.port, `${rpc('zeroize')}\n`);
  await mock.received(2);
  await mock.worker.idle();
  const report = await mock.close();
  expect(report).toMatchObject({ forced: 0, cut: 0 });
  expect(await http).toMatch(/"jsonrpc" : "2.0"}$/);
  expect(await maintenance).toMatch(/"jsonrpc" : "2.0"}\n$/);
  expect(clock.pendingTimers()).toBe(0);
});

test('so does a reset, and the faults are gone after it', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.faults.add({ kind: 'latency', ms: '1h' });
  const reply = exchange(mock.http.port, httpRequest(rpc('freq')));
  await mock.received(1);
  await mock.worker.idle();
  await clock.advance(0);
  await mock.reset();
  expect(await reply).toContain('["4700"]');
  expect(mock.faults.list()).toEqual([]);
  expect(clock.now()).toBe(0);
});
