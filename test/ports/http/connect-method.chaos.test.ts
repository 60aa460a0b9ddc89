import { expect, test } from 'vitest';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('a client that asks for a tunnel and stays holds no connection', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.write('CONNECT example.invalid:443 HTTP/1.1\r\n\r\n');
  expect((await client.ended).text).toMatch(/^HTTP\/1\.1 405 /);
  await expect.poll(() => mock.stats().connections.http).toMatchObject({ open: 0, endedFor: { served: 1 } });
  client.socket.destroy();
});
