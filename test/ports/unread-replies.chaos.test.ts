import { expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { inputIsRead, keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { flood, frozenClient } from '../support/raw-client.js';
import { largeLimits, largeRequests } from '../support/large-reply.js';

const longId = 'x'.repeat(8_000);

const floods = {
  'requests for the API': keepAlive(rpc('freq', longId)),
  'requests for another path': 'GET /elsewhere HTTP/1.1\r\n\r\n'.repeat(500),
  'requests that expect the impossible': 'POST /streamscape_api HTTP/1.1\r\nExpect: x\r\n\r\n'.repeat(500),
};

test.each(Object.entries(floods))(
  'a client that sends %s without end and reads nothing is cut off; the next is served',
  async (_, bytes) => {
    const times = { headerTimeout: '20s', requestTimeout: '30s', keepAliveTimeout: '20s' } as const;
    const mock = await running({ http: { ...times, writeTimeout: '200ms' } });
    await flood(await frozenClient(mock.http.port), bytes);
    expect(await outcome(mock, 'freq')).toEqual(['4700']);
  },
);

test('so is one on a persistent maintenance connection', async () => {
  const mock = await running({
    maintenance: { persistent: true, idleTimeout: '20s', writeTimeout: '200ms' },
  });
  await flood(await frozenClient(mock.maintenance.port), `${rpc('zeroize', longId)}\n`.repeat(10));
  // What was read beyond that was executed: a message and a piece of the next.
  const { bytesIn, bytesOut } = mock.stats().connections.maintenance;
  expect(bytesIn - bytesOut).toBeLessThan(4_000_000);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('from a client that takes no reply no more is read, and all is answered once it does', async () => {
  const mock = await running({ http: { writeTimeout: '60s', maxBufferedBytes: 0 } });
  const other = await running();
  const { socket } = await frozenClient(mock.http.port);
  // As many as a connection may have open, so that their number alone never ends it.
  const all = 2_000;
  const id = longId.repeat(2);
  socket.write(Array.from({ length: all }, (_, n) => keepAlive(rpc('freq', `${n}${id}`))).join(''));
  const { bytesIn } = await standstill(mock, other);
  expect(bytesIn).toBeLessThan(24_000_000);
  socket.resume();
  await expect.poll(() => mock.stats().connections.http.bytesOut).toBeGreaterThan(all * id.length);
  await mock.received(all);
});

test('nor is the message behind one whose reply is not taken on a persistent maintenance connection', async () => {
  const mock = await running({
    maintenance: { ...largeLimits.maintenance, persistent: true, writeTimeout: '60s' },
  });
  const other = await running();
  const { socket } = await frozenClient(mock.maintenance.port);
  socket.write(`${largeRequests.maintenance}${rpc('zeroize', 'next')}\n`);
  await mock.received(1);
  await standstill(mock, other);
  expect(mock.journal.total).toBe(1);
  socket.resume();
  await mock.journal.waitFor(({ n }) => n === 2);
});

/** What is counted of the first once round trips with another change nothing of it any more. */
async function standstill(mock: SilvusMock, other: SilvusMock) {
  const count = () =>
    Object.values(mock.stats().connections).map(({ bytesIn, bytesOut }) => [bytesIn, bytesOut]);
  let before = '';
  for (let same = 0; same < 100; same += 1) {
    const now = JSON.stringify(count());
    if (now !== before) same = 0;
    before = now;
    await inputIsRead(other);
  }
  return mock.stats().connections.http;
}
