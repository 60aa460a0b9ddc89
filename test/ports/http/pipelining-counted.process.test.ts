import { expect, test } from 'vitest';
import { idsOf, keepAlive, rpc } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { rawClient } from '../../support/raw-client.js';

const ids = Array.from({ length: 1_000 }, (_, index) => index + 1);

test('1,000 pipelined calls are answered in order', async () => {
  const radio = await radioProcess('--queue-capacity', '1000');
  const client = await rawClient(radio.http.port);
  client.socket.write(ids.map((id) => keepAlive(rpc('freq', id))).join(''));
  const text = await client.until(/"id" : 1000,/);
  expect(idsOf(text)).toEqual(ids);
  client.socket.end();
  const saw = '1,000 replies in order';
  await expectCounts(radio, { name: '1,000 pipelined calls', port: 'http', saw, ended: { client: 1 } });
});
