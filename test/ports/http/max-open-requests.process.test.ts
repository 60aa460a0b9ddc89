import { expect, test } from 'vitest';
import { keepAlive } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { flood, frozenClient } from '../../support/raw-client.js';

test('a client with more than 2,000 requests open is cut', async () => {
  const radio = await radioProcess('--http-max-buffered', '0');
  await radio.drive('POST', '/faults', { kind: 'latency', ms: '60s' });
  await flood(await frozenClient(radio.http.port), keepAlive('{}').repeat(500));
  await radio.drive('DELETE', '/faults');
  const ended = { 'too-many-requests': 1 };
  await expectCounts(radio, { name: '2,001 requests open', port: 'http', saw: 'a reset', ended });
  expect(radio.child.exitCode).toBeNull();
});
