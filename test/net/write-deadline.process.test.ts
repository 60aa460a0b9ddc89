import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { counted, expectCounts, radioProcess } from '../support/radio-process.js';
import { flood, frozenClient } from '../support/raw-client.js';

test('a client that asks without end and takes no reply is cut by the write deadline', async () => {
  const radio = await radioProcess('--http-write-timeout', '500ms');
  await flood(await frozenClient(radio.http.port), keepAlive(rpc('freq', 'x'.repeat(8_000))));
  const saw = 'a reset, its replies not taken';
  const ended = { 'write-timeout': 1 };
  await expectCounts(radio, { name: 'frozen reader that pipelines', port: 'http', saw, ended });
  expect((await counted(radio, 'http')).bytesIn).toBeGreaterThan(8_000);
});
