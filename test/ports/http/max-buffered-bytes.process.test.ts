import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { flood, frozenClient } from '../../support/raw-client.js';

test('a client for which too many bytes would be held is cut', async () => {
  const radio = await radioProcess('--http-max-buffered', '100000');
  await radio.drive('POST', '/faults', { kind: 'latency', ms: '60s' });
  await flood(await frozenClient(radio.http.port), keepAlive(rpc('freq', 'x'.repeat(30_000))));
  await radio.drive('DELETE', '/faults');
  const ended = { 'buffer-full': 1 };
  await expectCounts(radio, { name: 'frozen reader, late replies', port: 'http', saw: 'a reset', ended });
  expect(radio.child.exitCode).toBeNull();
});
