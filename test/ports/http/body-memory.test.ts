import { expect, test } from 'vitest';
import { liveHeap } from '../../support/heap.js';
import { inputIsRead } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

const oneByteChunks = '1\r\n \r\n'.repeat(10_000);

test('a body in three hundred thousand chunks of one byte takes a few MiB, not fifty', async () => {
  const mock = await running();
  const { socket } = await rawClient(mock.http.port);
  await inputIsRead(mock);
  const before = liveHeap();
  socket.write('POST /streamscape_api HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let sent = 0; sent < 30; sent += 1) {
    await new Promise((resolve) => {
      socket.write(oneByteChunks, resolve);
    });
  }
  // Each round trip lets the simulator read on.
  for (let trip = 0; trip < 30; trip += 1) await inputIsRead(mock);
  expect(liveHeap() - before).toBeLessThan(8);
});
