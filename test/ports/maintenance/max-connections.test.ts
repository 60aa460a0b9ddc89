import { expect, test } from 'vitest';
import { collected, next } from '../../support/events.js';
import { rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('10 maintenance connections are taken; with atLimit: refuse the 11th is closed without a byte', async () => {
  const mock = await running({ maintenance: { atLimit: 'refuse' } });
  const refused = collected(mock, 'connection-refused');
  const { port } = mock.maintenance;
  const silent = await Promise.all(Array.from({ length: 9 }, () => rawClient(port)));
  const tenth = await rawClient(port);
  const eleventh = await rawClient(port);
  expect((await eleventh.ended).text).toBe('');
  expect(refused).toEqual([
    { node: '1', port: 'maintenance', reason: 'limit', peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
  ]);
  tenth.socket.write(`${rpc('zeroize')}\n`);
  expect((await tenth.ended).text).toContain('"result" : [""]');
  expect(silent.map((client) => client.text())).toEqual(Array.from({ length: 9 }, () => ''));
});

test('a maintenance connection that is over makes room for the next', async () => {
  const mock = await running({ maintenance: { maxConnections: 1, atLimit: 'refuse', persistent: true } });
  const first = await rawClient(mock.maintenance.port);
  first.socket.write(`${rpc('zeroize', 'one')}\n`);
  await first.until(/"one"/);
  const refusal = next(mock, 'connection-refused');
  const second = await rawClient(mock.maintenance.port);
  expect(await refusal).toMatchObject({ reason: 'limit' });
  await second.ended;
  first.socket.end();
  await first.ended;
  const third = await rawClient(mock.maintenance.port);
  third.socket.write(`${rpc('zeroize', 'three')}\n`);
  await third.until(/"three"/);
});
