import { expect, test } from 'vitest';
import { collected } from '../support/events.js';
import { call, keepAlive, maintain, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

type Leave = (socket: Awaited<ReturnType<typeof rawClient>>['socket']) => void;

const half = keepAlive(rpc('freq')).slice(0, -5);
const ways: readonly Leave[] = [
  (socket) => socket.destroy(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(half),
  (socket) => socket.write(half, () => socket.resetAndDestroy()),
  (socket) => socket.write(keepAlive(rpc('freq')), () => socket.destroy()),
  (socket) => socket.write(keepAlive(rpc('freq')), () => socket.resetAndDestroy()),
];

test('600 connections that come and go in every way leave all places free', async () => {
  const mock = await running({
    http: { maxConnections: 60, maxConnectionsPerAddress: 60 },
    maintenance: { maxConnections: 60, maxConnectionsPerAddress: 60 },
  });
  const refused = collected(mock, 'connection-refused');
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const { socket } = await rawClient(index % 2 === 0 ? mock.http.port : mock.maintenance.port);
        const gone = new Promise((resolve) => socket.once('close', resolve));
        ways[(index >> 1) % ways.length]?.(socket);
        await gone;
      }),
    );
  }
  expect((await call(mock, 'freq')).result).toEqual(['4700']);
  expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
  expect(refused).toEqual([]);
  const full = await Promise.all(Array.from({ length: 60 }, () => rawClient(mock.http.port)));
  await Promise.all(
    full.map(async (client) => {
      client.socket.write(keepAlive(rpc('freq')));
      await client.until(/"4700"/);
    }),
  );
});
