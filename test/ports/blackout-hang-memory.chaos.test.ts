import { expect, test } from 'vitest';
import { caughtUp } from '../support/caught-up.js';
import { frozenClient } from '../support/frozen-client.js';
import { liveHeap } from '../support/heap.js';
import { keepAlive } from '../support/requests.js';
import { running } from '../support/running.js';

const hundredThousand = keepAlive('{}').repeat(100_000);

test('a radio that hangs does not keep what its clients send', async () => {
  const mock = await running({ mode: 'offline', blackout: 'hang' });
  const other = await running();
  const { socket } = await frozenClient(mock.http.port);
  await caughtUp(other);
  const before = liveHeap();
  socket.write(hundredThousand);
  // Each round trip with the other lets the first read on.
  for (let trip = 0; trip < 200; trip += 1) await caughtUp(other);
  expect(liveHeap() - before).toBeLessThan(32);
  // One read, and what was on its way when it was to be the last.
  const { bytesIn } = mock.stats().connections.http;
  expect(bytesIn).toBeLessThanOrEqual(2 * 65_536);
});
