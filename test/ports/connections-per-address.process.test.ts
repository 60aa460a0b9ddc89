import { expect, test } from 'vitest';
import { httpRequest, rpc } from '../support/json-rpc-client.js';
import { expectCounts, radioProcess, seen, untilCounted } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test('one address can not fill the port: another is answered at once', async () => {
  const limits = ['--http-max-connections-per-address', '100', '--http-at-limit', 'refuse'];
  const radio = await radioProcess(...limits);
  const clients = await Promise.all(Array.from({ length: 500 }, () => rawClient(radio.http.port)));
  await untilCounted(radio, 'http', (figures) => seen(figures) === 500);
  const other = await rawClient(radio.http.port, { localAddress: '127.0.0.2' });
  other.socket.write(httpRequest(rpc('freq')));
  expect((await other.ended).text).toContain('"4700"');
  for (const { socket } of clients) socket.destroy();
  const name = '500 silent connections of one address, 100 allowed';
  const saw = '400 the end at once; another address its reply';
  const figures = { ended: { client: 100, served: 1 }, refused: { 'address-limit': 400 } };
  await expectCounts(radio, { name, port: 'http', saw, ...figures });
});
