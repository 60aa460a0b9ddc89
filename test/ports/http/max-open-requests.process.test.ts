import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../../support/chaos-radio.js';
import { flood, frozenClient } from '../../support/frozen-client.js';
import { keepAlive } from '../../support/requests.js';

test('a client with more than 2,000 requests open is cut', async () => {
  const radio = await chaosRadio('--http-max-buffered', '0');
  await radio.drive('POST', '/faults', { kind: 'latency', ms: '60s' });
  await flood(await frozenClient(radio.http.port), keepAlive('{}').repeat(500));
  await radio.drive('DELETE', '/faults');
  const ended = { 'too-many-requests': 1 };
  await verdict(radio, { name: '2,001 requests open', port: 'http', saw: 'a reset', ended });
  expect(radio.child.exitCode).toBeNull();
});
