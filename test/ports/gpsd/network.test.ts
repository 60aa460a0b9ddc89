import { expect, onTestFinished, test } from 'vitest';
import { startNetwork, virtualClock } from '../../../src/index.js';
import { gpsdClient, watchJson } from '../../support/gpsd-client.js';

const still = { latitude: 34, longitude: -118, altitude: 10 };

test('each radio of a network has its port, with the position and the movement of its node', async () => {
  const clock = virtualClock();
  const network = await startNetwork({
    clock,
    gpsd: { port: 0 },
    network: {
      nodes: [
        { nodeid: 310061, position: still },
        {
          nodeid: 310062,
          position: { ...still, latitude: 34.001 },
          motion: { kind: 'circle', radius: 100, speed: 10 },
        },
        { nodeid: 310063, position: { ...still, latitude: 34.002 }, served: false },
      ],
    },
  });
  onTestFinished(() => network.close().then(() => undefined));
  const [first, second, neighbour] = network.radios;
  expect(neighbour?.isServed).toBe(false);
  const clients = [await gpsdClient(first?.gpsd?.port), await gpsdClient(second?.gpsd?.port)] as const;
  for (const client of clients) {
    client.send(watchJson);
    await client.untilObjects('WATCH', 1);
  }
  await clock.advance('3s');
  const [standing, moving] = await Promise.all(clients.map((client) => client.untilObjects('TPV', 3)));
  expect(standing?.at(-1)).toMatchObject({ mode: 3, lat: 34, lon: -118, altMSL: 10, speed: 0 });
  expect(Number(moving?.at(-1)?.['speed'])).toBeCloseTo(10, 0);
  expect(new Set(moving?.map(({ lat, lon }) => `${String(lat)},${String(lon)}`)).size).toBe(3);
});

test('a node may name its own gpsd port, which switches it on there alone', async () => {
  const network = await startNetwork({
    network: {
      nodes: [
        { nodeid: 310061, position: still, served: { gpsd: 0 } },
        { nodeid: 310062, position: { ...still, latitude: 34.001 } },
      ],
    },
  });
  onTestFinished(() => network.close().then(() => undefined));
  const [first, second] = network.radios;
  await (await gpsdClient(first?.gpsd?.port)).untilObjects('VERSION', 1);
  expect(second?.gpsd).toBeUndefined();
});
