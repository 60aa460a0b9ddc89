import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test('a reset in the middle of a body', async () => {
  const radio = await radioProcess();
  const { socket } = await rawClient(radio.http.port);
  await new Promise((resolve) => socket.write(keepAlive(rpc('freq')).slice(0, -5), resolve));
  socket.resetAndDestroy();
  const ended = { 'client-reset': 1 };
  await expectCounts(radio, { name: 'reset in a body', port: 'http', saw: 'nothing', ended });
});

test('a reset in the middle of a reply', async () => {
  const radio = await radioProcess();
  await radio.drive('POST', '/faults', { kind: 'slow-drip', bytes: 1, interval: '10s' });
  const client = await rawClient(radio.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  await client.until(/\{/);
  client.socket.resetAndDestroy();
  await radio.drive('DELETE', '/faults');
  const ended = { 'client-reset': 1 };
  await expectCounts(radio, { name: 'reset in a reply', port: 'http', saw: 'half a reply', ended });
  expect(client.text()).not.toContain('4700');
});
