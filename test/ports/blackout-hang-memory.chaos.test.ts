import { expect, test } from 'vitest';
import { liveHeap } from '../support/heap.js';
import { inputIsRead, keepAlive } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { frozenClient } from '../support/raw-client.js';

const hundredThousand = keepAlive('{}').repeat(100_000);

test('a radio that hangs does not keep what its clients send', async () => {
  const mock = await running({ mode: 'offline', blackout: 'hang' });
  const other = await running();
  const { socket } = await frozenClient(mock.http.port);
  await inputIsRead(other);
  const before = liveHeap();
  socket.write(hundredThousand);
  // Each round trip with the other lets the first read on.
  for (let trip = 0; trip < 200; trip += 1) await inputIsRead(other);
  expect(liveHeap() - before).toBeLessThan(32);
  // One read, and what was on its way when it was to be the last.
  const { bytesIn } = mock.stats().connections.http;
  expect(bytesIn).toBeLessThanOrEqual(2 * 65_536);
});
