import { expect, test } from 'vitest';
import { idsOf, keepAlive, rpc } from '../../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { flood, frozenClient, rawClient } from '../../support/raw-client.js';

test('a client with more than 2,000 requests open is cut', async () => {
  const radio = await radioProcess('--http-max-buffered', '0');
  await radio.drive('POST', '/faults', { kind: 'latency', ms: '60s' });
  await flood(await frozenClient(radio.http.port), keepAlive('{}').repeat(500));
  await radio.drive('DELETE', '/faults');
  const ended = { 'too-many-requests': 1 };
  await expectCounts(radio, { name: '2,001 requests open', port: 'http', saw: 'a reset', ended });
  expect(radio.child.exitCode).toBeNull();
});

test('a client that has sent 5,000 requests while the process slept has all its replies', async () => {
  const radio = await radioProcess();
  const client = await rawClient(radio.http.port);
  const ids = Array.from({ length: 5_000 }, (_, id) => id);
  // They come in large pieces, which end within a body.
  radio.child.kill('SIGSTOP');
  client.socket.write(ids.map((id) => keepAlive(rpc('freq', id))).join(''));
  radio.child.kill('SIGCONT');
  expect(idsOf(await client.until(/"id" : 4999,/))).toEqual(ids);
});
