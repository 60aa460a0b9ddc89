import { expect, test } from 'vitest';
import { liveHeap } from '../support/heap.js';
import { inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
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
