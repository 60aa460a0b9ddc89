import { expect, test } from 'vitest';
import { bodiesOf, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

test('a byte order mark before the body of an HTTP request changes nothing', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(`\uFEFF${rpc('freq', 1)}`));
  await client.until(/"id" : 1, /);
  expect(bodiesOf(client.text())).toMatchObject([{ result: ['4700'] }]);
});

test('nor does one before a maintenance message, with or without a newline, in whatever pieces', async () => {
  const mock = await running();
  const message = Buffer.concat([mark, Buffer.from(rpc('zeroize', 1))]);
  for (const end of ['', '\n'])
    for (const cut of [1, 2, 3, 4, message.length]) {
      const client = await rawClient(mock.maintenance.port);
      client.socket.write(message.subarray(0, cut));
      await expect.poll(() => mock.stats().connections.maintenance.bytesIn).toBeGreaterThan(0);
      client.socket.write(Buffer.concat([message.subarray(cut), Buffer.from(end)]));
      expect((await client.ended).text).toContain('"result" : [""]');
    }
});

test('of two, the second is no JSON', async () => {
  const mock = await running();
  const http = await rawClient(mock.http.port);
  http.socket.write(keepAlive(`\uFEFF\uFEFF${rpc('freq', 1)}`));
  await http.until(/Parse error/);
  const maintenance = await rawClient(mock.maintenance.port);
  maintenance.socket.write(Buffer.concat([mark, mark, Buffer.from(`${rpc('zeroize', 1)}\n`)]));
  expect((await maintenance.ended).text).toContain('Parse error');
});
