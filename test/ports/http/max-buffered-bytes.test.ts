import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { idsOf, keepAlive, paddedTo, rpc } from '../../support/json-rpc-client.js';
import { rawClient } from '../../support/raw-client.js';
import { running } from '../../support/radio.js';

const mebibyte = 1_048_576;

/** Requests that wait, so many bytes of them, and one more beside them, from one client. */
const beside = (bytes: number) =>
  [paddedTo(bytes / 2, 'freq', 1), paddedTo(bytes / 2, 'freq', 2), rpc('freq', 3)].map(keepAlive).join('');

test('1 MiB of requests may wait beside one more of the same client', async () => {
  const mock = await running();
  mock.worker.pause();
  const client = await rawClient(mock.http.port);
  client.socket.write(beside(mebibyte));
  await mock.received(3);
  mock.worker.resume();
  expect(idsOf(await client.until(/"id" : 3,/))).toEqual([1, 2, 3]);
});

test('with 2 bytes more it is cut, and what waited is cancelled; one connection does not count for another', async () => {
  const mock = await running();
  mock.worker.pause();
  const [client, other] = [await rawClient(mock.http.port), await rawClient(mock.http.port)];
  other.socket.write(beside(mebibyte));
  await mock.received(3);
  client.socket.write(beside(mebibyte + 2));
  expect((await client.ended).text).toBe('');
  await expect.poll(() => mock.stats().connections.http.endedFor['buffer-full']).toBe(1);
  mock.worker.resume();
  expect(idsOf(await other.until(/"id" : 3,/))).toEqual([1, 2, 3]);
});

test('replies that are late count, and 0 is no bound', async () => {
  const cut = async (maxBufferedBytes: number) => {
    const mock = await running({ http: { maxBufferedBytes } });
    mock.faults.add({ kind: 'latency', ms: '1h' });
    const client = await rawClient(mock.http.port);
    // Each reply is as long as its id, and some 40 bytes.
    client.socket.write([1, 2, 3].map((id) => keepAlive(rpc('freq', `${id}${'x'.repeat(999)}`))).join(''));
    await mock.received(3);
    await expect.poll(() => mock.journal.total).toBe(3);
    // A connection's end is counted when its socket has closed: at the end of this turn of the event loop.
    await turn();
    await turn();
    return mock.stats().connections.http.endedFor['buffer-full'];
  };
  expect(await cut(3_000)).toBe(0);
  expect(await cut(1_500)).toBe(1);
  expect(await cut(0)).toBe(0);
});
