import { expect, test } from 'vitest';
import { idsOf, keepAlive, rpc } from '../../support/json-rpc-client.js';
import { rawClient } from '../../support/raw-client.js';
import { running } from '../../support/radio.js';

const requests = (count: number) =>
  Array.from({ length: count }, (_, id) => keepAlive(rpc('freq', id))).join('');

/** A radio that answers nothing until it is resumed, with room for more requests than one connection may have. */
async function paused() {
  const mock = await running({ worker: { queueCapacity: 10_000 }, http: { maxBufferedBytes: 0 } });
  mock.worker.pause();
  return mock;
}

test('2,000 requests open at once on one connection are all answered', async () => {
  const mock = await paused();
  const client = await rawClient(mock.http.port);
  client.socket.write(requests(2_000));
  await mock.received(2_000);
  mock.worker.resume();
  expect(idsOf(await client.until(/"id" : 1999,/))).toEqual(Array.from({ length: 2_000 }, (_, id) => id));
  expect(mock.stats().connections.http).toMatchObject({ open: 1 });
});

test('one more ends the connection, and another connection has 2,000 of its own', async () => {
  const mock = await paused();
  const [client, other] = [await rawClient(mock.http.port), await rawClient(mock.http.port)];
  other.socket.write(requests(2_000));
  await mock.received(2_000);
  client.socket.write(requests(2_001));
  expect((await client.ended).text).toBe('');
  await expect.poll(() => mock.stats().connections.http.endedFor['too-many-requests']).toBe(1);
  mock.worker.resume();
  await other.until(/"id" : 1999,/);
});
