import { expect, test } from 'vitest';
import { idsOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test('a doubled reply comes twice to a client that has ended its half', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '1s' } });
  mock.faults.add({ kind: 'duplicate' });
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.end(keepAlive(rpc('freq')));
  await inputIsRead(mock);
  await clock.advance('1s');
  expect(idsOf((await client.ended).text)).toEqual([1, 1]);
  await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ client: 1 });
});

test('it comes twice before the reply behind it', async () => {
  const mock = await running();
  mock.faults.add({ kind: 'duplicate', times: 2 });
  mock.faults.add({ kind: 'latency', ms: 50, times: 1 });
  const client = await rawClient(mock.http.port);
  client.socket.end([1, 2, 3].map((id) => keepAlive(rpc('freq', id))).join(''));
  expect(idsOf((await client.ended).text)).toEqual([1, 1, 2, 2, 3]);
});
