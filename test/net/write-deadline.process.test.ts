import { expect, test } from 'vitest';
import { chaosRadio, counted, verdict } from '../support/chaos-radio.js';
import { flood, frozenClient } from '../support/frozen-client.js';
import { keepAlive, rpc } from '../support/requests.js';

test('a client that asks without end and takes no reply is cut by the write deadline', async () => {
  const radio = await chaosRadio('--http-write-timeout', '500ms');
  await flood(await frozenClient(radio.http.port), keepAlive(rpc('freq', 'x'.repeat(8_000))));
  const saw = 'a reset, its replies not taken';
  const ended = { 'write-timeout': 1 };
  await verdict(radio, { name: 'frozen reader that pipelines', port: 'http', saw, ended });
  expect((await counted(radio, 'http')).bytesIn).toBeGreaterThan(8_000);
});
