import { expect, test } from 'vitest';
import { runningInVirtualTime } from '../support/radio.js';
import { exchange, rawClient } from '../support/raw-client.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { liveHeap } from '../support/heap.js';

const body = '{"jsonrpc": "2.0", "id": 1, "method": "freq"}';
const http = `POST /streamscape_api HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Time stands still: a reply that went on dripping would never come. */
test.each([
  ['http', http],
  ['maintenance', `${body}\n`],
] as const)('a reset ends a drip too: what is left of the reply comes at once, %s', async (port, bytes) => {
  const { mock } = await runningInVirtualTime();
  const whole = await exchange(mock[port].port, bytes);
  mock.faults.add({ kind: 'slow-drip', bytes: 1, interval: '1h' });
  const client = await rawClient(mock[port].port);
  client.socket.write(bytes);
  await client.until(/\{$/);
  await mock.reset();
  expect((await client.ended).text).toBe(whole);
});

test('a reply that drips byte by byte takes about 100 bytes of memory for each', async () => {
  const { mock } = await runningInVirtualTime();
  mock.faults.add({ kind: 'slow-drip', bytes: 1, interval: '1s' });
  const client = await rawClient(mock.http.port);
  const before = liveHeap();
  client.socket.write(keepAlive(rpc('freq', 'x'.repeat(200_000))));
  await client.until(/\{/);
  expect(liveHeap() - before).toBeLessThan((200_000 * 200) / 1_048_576);
  client.socket.destroy();
});
