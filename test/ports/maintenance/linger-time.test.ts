import { expect, test } from 'vitest';
import { rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('after its answer a client has the linger time to end, then the connection is destroyed', async () => {
  const mock = await running({ maintenance: { lingerTimeout: '150ms' } });
  const client = await rawClient(mock.maintenance.port, { allowHalfOpen: true });
  client.socket.write(`${rpc('zeroize')}\n`);
  const { text } = await client.ended;
  expect(text).toContain('"result" : [""]');
  const answered = performance.now();
  // A client that keeps sending learns of the end by an error.
  const send = setInterval(() => client.socket.write(' '), 10);
  await new Promise((resolve) => client.socket.once('close', resolve));
  clearInterval(send);
  expect(performance.now() - answered).toBeGreaterThanOrEqual(100);
  await expect.poll(() => mock.stats().connections.maintenance.endedFor).toMatchObject({ linger: 1 });
});
