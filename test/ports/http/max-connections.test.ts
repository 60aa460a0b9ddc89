import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { collected } from '../../support/events.js';
import { keepAlive, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { type RawClient, rawClient } from '../../support/raw-client.js';

const connected = (mock: SilvusMock, count: number) =>
  Promise.all(Array.from({ length: count }, () => rawClient(mock.http.port)));

/** Reads over a connection that is open already. */
async function read(client: RawClient, id: string): Promise<string> {
  client.socket.write(keepAlive(rpc('freq', id)));
  return client.until(new RegExp(`"id" : "${id}"`));
}

test('with atLimit: refuse the connection above the limit is closed without a byte; a place that becomes free is given again', async () => {
  const mock = await running({ http: { maxConnections: 3, atLimit: 'refuse' } });
  const refused = collected(mock, 'connection-refused');
  const [first, second, third] = (await connected(mock, 3)) as [RawClient, RawClient, RawClient];
  await read(third, 'three');
  const fourth = await rawClient(mock.http.port);
  expect((await fourth.ended).text).toBe('');
  expect(refused).toEqual([
    { node: '1', port: 'http', reason: 'limit', peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
  ]);
  first.socket.destroy();
  await read(second, 'after the first has gone');
  await read(await rawClient(mock.http.port), 'a new one');
  expect(refused).toHaveLength(1);
});

test('by default 256 connections are taken; with atLimit: refuse the 257th is closed', async () => {
  const mock = await running({ http: { atLimit: 'refuse' } });
  const refused = collected(mock, 'connection-refused');
  const clients = await connected(mock, 256);
  await Promise.all(clients.map((client, index) => read(client, `client ${index}`)));
  expect(refused).toEqual([]);
  const last = await rawClient(mock.http.port);
  expect((await last.ended).text).toBe('');
  expect(refused).toHaveLength(1);
});

test('a limit of 0 is none', async () => {
  const mock = await running({ http: { maxConnections: 0 } });
  const clients = await connected(mock, 300);
  await Promise.all(clients.map((client, index) => read(client, `client ${index}`)));
});
