import { expect, test } from 'vitest';
import { networkOf } from '../../../src/config/network/parse.js';
import type { NetworkDocument } from '../../../src/config/network/schema/document.js';
import { distanceBetween } from '../../../src/network/geo/place.js';

type Generate = NonNullable<NetworkDocument['generate']>;

const center = { latitude: 48.137, longitude: 11.575 };
const generated = (more: Partial<Generate> & Pick<Generate, 'nodes'>, seed = 7) =>
  networkOf({ seed, generate: { center, ...(more.area === undefined ? { spacing: 200 } : {}), ...more } })
    .nodes;

const positions = (nodes: ReturnType<typeof generated>) => nodes.map(({ position }) => position);

test('the same seed gives the same nodes, another one others', () => {
  expect(generated({ nodes: 30 })).toEqual(generated({ nodes: 30 }));
  expect(generated({ nodes: 30 }, 8)).not.toEqual(generated({ nodes: 30 }));
  expect(generated({ nodes: 30, seed: 7 }, 8)).toEqual(generated({ nodes: 30 }));
});

test('the positions of a seed are known: they are the same on every machine', () => {
  expect(positions(generated({ nodes: 2, altitude: [80, 120] }))).toMatchInlineSnapshot(`
    [
      {
        "altitude": 117.34,
        "latitude": 48.1380296,
        "longitude": 11.5737566,
      },
      {
        "altitude": 80.78,
        "latitude": 48.1383094,
        "longitude": 11.576167,
      },
    ]
  `);
});

test('motion and altitude do not move the nodes', () => {
  const still = positions(generated({ nodes: 30 }));
  const circling = generated({
    nodes: 30,
    altitude: [50, 90],
    motion: { kind: 'circle', radius: 5, speed: 1 },
  });
  expect(
    positions(circling).map(({ latitude, longitude }) => ({ latitude, longitude, altitude: 0 })),
  ).toEqual(still);
});

test('more nodes on the same number of columns do not move those before', () => {
  expect(generated({ nodes: 30 }).slice(0, 27)).toEqual(generated({ nodes: 27 }));
});

test('IDs follow one another, after the nodes that are written', () => {
  const position = { latitude: 48, longitude: 11 };
  const network = networkOf({
    nodes: [{ nodeid: 9_999, position }],
    generate: { nodes: 3, center, spacing: 100, firstNodeid: 500 },
  });
  expect(network.nodes.map(({ nodeid }) => nodeid)).toEqual([9_999, 500, 501, 502]);
  expect(generated({ nodes: 2 }).map(({ nodeid }) => nodeid)).toEqual([1_001, 1_002]);
});

test('area: all nodes are within the square', () => {
  const nodes = generated({ nodes: 100, area: 1_000, jitter: 1 });
  const halfDiagonal = 1_000 / Math.SQRT2;
  for (const { position } of nodes) {
    expect(distanceBetween(position, center)).toBeLessThanOrEqual(halfDiagonal + 0.1);
    expect(Math.abs(position.latitude - center.latitude) * 111_196).toBeLessThanOrEqual(501);
  }
});

test('spacing without jitter: neighbours are just so far from each other', () => {
  const nodes = generated({ nodes: 9, jitter: 0 });
  const [first, second] = positions(nodes);
  const fourth = positions(nodes)[3];
  expect(distanceBetween(first ?? center, second ?? center)).toBeCloseTo(200, 0);
  expect(distanceBetween(first ?? center, fourth ?? center)).toBeCloseTo(200, 0);
});

test('altitudes are between the two that are given', () => {
  const altitudes = generated({ nodes: 200, altitude: [80, 120] }).map(({ position }) => position.altitude);
  expect(Math.min(...altitudes)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...altitudes)).toBeLessThanOrEqual(120);
  expect(new Set(altitudes).size).toBeGreaterThan(100);
});

test('circles begin at bearings of their own, unless one is given', () => {
  const circle = { kind: 'circle', radius: 50, speed: 10 } as const;
  const bearings = (motion: Generate['motion']) =>
    generated({ nodes: 20, motion }).map((node) =>
      node.motion.kind === 'circle' ? node.motion.bearing : NaN,
    );
  expect(new Set(bearings(circle)).size).toBeGreaterThan(10);
  expect(new Set(bearings({ ...circle, bearing: 90 }))).toEqual(new Set([90]));
});

test.each([
  [undefined, 0],
  [false, 0],
  [true, 5],
  [2, 2],
  [9, 5],
])('served: %j of 5 nodes', (served, count) => {
  const nodes = generated(served === undefined ? { nodes: 5 } : { nodes: 5, served });
  expect(nodes.map((node) => node.served)).toEqual(nodes.map((_, index) => index < count));
});

test('served on their own addresses', () => {
  const nodes = generated({ nodes: 2, firstNodeid: 310_061, served: { address: 'radio' } });
  expect(nodes.map(({ served }) => served)).toEqual([
    { host: '127.20.187.45', http: 80, maintenance: 50_000 },
    { host: '127.20.187.46', http: 80, maintenance: 50_000 },
  ]);
});

test('around the pole, and across the meridian of 180 degrees', () => {
  for (const away of [
    { latitude: 90, longitude: 0 },
    { latitude: -16.8, longitude: 180 },
  ]) {
    const nodes = generated({ nodes: 9, center: away, jitter: 0 });
    const middle = nodes[4]?.position ?? center;
    expect(distanceBetween(middle, away)).toBeLessThan(0.1);
    for (const { position } of nodes) expect(distanceBetween(position, middle)).toBeLessThan(284);
  }
});
