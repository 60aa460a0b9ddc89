import { expect, test } from 'vitest';
import { rawClient } from '../support/client.js';
import { running } from '../support/running.js';

test.each([
  ['http', { http: { keepAliveTimeout: '50ms' } }],
  ['maintenance', { maintenance: { idleTimeout: '50ms' } }],
] as const)('a connection of %s that a fault keeps silent is ended in the end', async (port, options) => {
  const mock = await running(options);
  mock.faults.add({ kind: 'half-open' });
  const client = await rawClient(mock[port].port, { allowHalfOpen: true });
  if (port === 'maintenance') client.socket.end();
  expect((await client.ended).text).toBe('');
  client.socket.destroy();
  await expect.poll(() => mock.stats().connections[port].endedFor).toMatchObject({ fault: 1, client: 0 });
});
