import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { EventReader } from '../../support/event-reader.js';

test('a follower that reads is not cut by an event of more than a MiB', async () => {
  const { mock, port } = await radioWithControlPlane();
  const reader = await EventReader.open(port, '/events?types=exchange');
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'freq', params: ['x'.repeat(1_040_000)] });
  await fetch(mock.http.url, { method: 'POST', body });
  expect(await reader.next('exchange')).toMatchObject({ request: body });
  await fetch(mock.http.url, { method: 'POST', body });
  await reader.until((events) => (events.length === 2 ? true : undefined));
});
