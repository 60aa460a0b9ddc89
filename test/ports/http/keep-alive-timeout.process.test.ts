import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { rawClient } from '../../support/raw-client.js';

test('a client that keeps its connection and asks nothing more is ended without a byte', async () => {
  const radio = await radioProcess('--http-keep-alive-timeout', '300ms');
  const client = await rawClient(radio.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  const { text } = await client.ended;
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  const saw = 'its reply, later the end';
  await expectCounts(radio, { name: 'idle after a reply', port: 'http', saw, ended: { 'idle-timeout': 1 } });
});
