import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { next } from '../../support/events.js';
import { gpsdClient, watchJson } from '../../support/gpsd-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('64 gpsd connections are taken; with atLimit: refuse the 65th is closed without a byte', async () => {
  const mock = await running({ gpsd: { port: 0, atLimit: 'refuse' } });
  const clients = await Promise.all(Array.from({ length: 64 }, () => gpsdClient(mock.gpsd?.port)));
  await Promise.all(clients.map((client) => client.untilObjects('VERSION', 1)));
  const refused = next(mock, 'connection-refused');
  const one = await rawClient(mock.gpsd?.port ?? 0);
  expect((await one.ended).text).toBe('');
  expect(await refused).toMatchObject({ port: 'gpsd', reason: 'limit' });
});

test('at the limit the client that watches nothing makes room, never one that watches', async () => {
  const mock = await running({ gpsd: { port: 0, maxConnections: 2 } });
  const [watching, idle] = [await gpsdClient(mock.gpsd?.port), await gpsdClient(mock.gpsd?.port)];
  watching.send(watchJson);
  await watching.untilObjects('WATCH', 1);
  idle.send('?VERSION;');
  await idle.untilObjects('VERSION', 2);
  const third = await gpsdClient(mock.gpsd?.port);
  await third.untilObjects('VERSION', 1);
  await idle.ended;
  watching.send('?POLL;');
  await watching.untilObjects('POLL', 1);
  expect(mock.stats().connections.gpsd?.endedFor['idle-at-limit']).toBe(1);
});

test('maxConnectionsPerAddress bounds the connections of one address', async () => {
  const limits = { maxConnectionsPerAddress: 1, atLimit: 'refuse' } as const;
  const mock = await running({ gpsd: { port: 0, ...limits } });
  await gpsdClient(mock.gpsd?.port);
  const refused = next(mock, 'connection-refused');
  await rawClient(mock.gpsd?.port ?? 0);
  expect(await refused).toMatchObject({ port: 'gpsd', reason: 'address-limit' });
});

test('a request of 8,192 bytes is answered, one of 8,193 ends its connection with an ERROR', async () => {
  const mock = await running({ gpsd: { port: 0 } });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(`?${'x'.repeat(8_191)};`);
  const [unknown] = await client.untilObjects('ERROR', 1);
  expect(unknown?.['message']).toMatch(/^unrecognized request /);
  client.send(`?${'x'.repeat(8_192)}`);
  expect((await client.ended).text).toContain('a request is too long; allowed: 8192 bytes');
  await expect.poll(() => mock.stats().connections.gpsd?.endedFor['line-too-long']).toBe(1);
});

test('a client that watches nothing has its time for each request; one that watches may be silent', async () => {
  const mock = await running({ gpsd: { port: 0, idleTimeout: '150ms' } });
  const watching = await gpsdClient(mock.gpsd?.port);
  watching.send(watchJson);
  await watching.untilObjects('WATCH', 1);
  const silent = await gpsdClient(mock.gpsd?.port);
  const half = await gpsdClient(mock.gpsd?.port);
  half.send('?WATCH={');
  await Promise.all([silent.ended, half.ended]);
  await expect.poll(() => mock.stats().connections.gpsd?.endedFor['idle-timeout']).toBe(2);
  watching.send('?POLL;');
  await watching.untilObjects('POLL', 1);
});

test('of 17 requests in one packet 16 are served in one turn of the event loop, the next in another', async () => {
  const mock = await running({ gpsd: { port: 0 } });
  const client = await gpsdClient(mock.gpsd?.port);
  await client.untilObjects('VERSION', 1);
  const bytesOut = () => mock.stats().connections.gpsd?.bytesOut ?? 0;
  const line = bytesOut();
  client.send('?VERSION;'.repeat(17));
  const seen = new Set<number>();
  while (!seen.has(18)) {
    await turn();
    seen.add(bytesOut() / line);
  }
  expect([...seen]).toEqual([1, 17, 18]);
});
