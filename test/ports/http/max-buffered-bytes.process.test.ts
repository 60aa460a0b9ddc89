import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../../support/chaos-radio.js';
import { flood, frozenClient } from '../../support/frozen-client.js';
import { keepAlive, rpc } from '../../support/requests.js';

test('a client for which too many bytes would be held is cut', async () => {
  const radio = await chaosRadio('--http-max-buffered', '100000');
  await radio.drive('POST', '/faults', { kind: 'latency', ms: '60s' });
  await flood(await frozenClient(radio.http.port), keepAlive(rpc('freq', 'x'.repeat(30_000))));
  await radio.drive('DELETE', '/faults');
  const ended = { 'buffer-full': 1 };
  await verdict(radio, { name: 'frozen reader, late replies', port: 'http', saw: 'a reset', ended });
  expect(radio.child.exitCode).toBeNull();
});
