import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../../support/chaos-radio.js';
import { rawClient } from '../../support/client.js';
import { keepAlive, rpc } from '../../support/requests.js';

test('a client that keeps its connection and asks nothing more is ended without a byte', async () => {
  const radio = await chaosRadio('--http-keep-alive-timeout', '300ms');
  const client = await rawClient(radio.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  const { text } = await client.ended;
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  const saw = 'its reply, later the end';
  await verdict(radio, { name: 'idle after a reply', port: 'http', saw, ended: { 'idle-timeout': 1 } });
});
