import { expect, test } from 'vitest';
import { liveHeap } from '../support/heap.js';
import { inputIsRead, keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

/** A request of 1 MiB with as many values in it as fit. */
const manyValues = rpc('freq', 1, ['MANY']).replace(
  '"MANY"',
  Array.from({ length: 349_000 }, () => '{}').join(),
);

test('requests that wait take memory of about their bytes, however many values they hold', async () => {
  const { mock } = await runningInVirtualTime({
    worker: { processingTime: '1h' },
    journal: { maxEntries: 0 },
  });
  await inputIsRead(mock);
  const before = liveHeap();
  for (let sent = 0; sent < 8; sent += 1) {
    const { socket } = await rawClient(mock.http.port);
    socket.write(keepAlive(manyValues));
    await mock.received(2 + sent);
  }
  expect(liveHeap() - before).toBeLessThan(32);
});

test('of the parameters of a request 65 are kept, so that more are too many too', async () => {
  const mock = await running();
  for (const count of [64, 65, 66]) {
    const params = Array.from({ length: count }, () => '1');
    expect(await outcome(mock, 'freq', params)).toBe('INVALID_RANGE');
  }
  const kept = mock.journal.entries.map(({ commands: [command] }) => command?.params.length);
  expect(kept).toEqual([64, 65, 65]);
});
