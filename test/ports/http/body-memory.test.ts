import { expect, test } from 'vitest';
import { caughtUp } from '../../support/caught-up.js';
import { rawClient } from '../../support/client.js';
import { liveHeap } from '../../support/heap.js';
import { running } from '../../support/running.js';

const oneByteChunks = '1\r\n \r\n'.repeat(10_000);

test('a body in three hundred thousand chunks of one byte takes a few MiB, not fifty', async () => {
  const mock = await running();
  const { socket } = await rawClient(mock.http.port);
  await caughtUp(mock);
  const before = liveHeap();
  socket.write('POST /streamscape_api HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let sent = 0; sent < 30; sent += 1) {
    await new Promise((resolve) => {
      socket.write(oneByteChunks, resolve);
    });
  }
  // Each round trip lets the simulator read on.
  for (let trip = 0; trip < 30; trip += 1) await caughtUp(mock);
  expect(liveHeap() - before).toBeLessThan(8);
});
