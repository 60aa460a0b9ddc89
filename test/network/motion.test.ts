import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceBetween } from '../../src/network/geo/place.js';
import type { Position } from '../../src/network/geo/position.js';
import type { Motion } from '../../src/network/motion/motion.js';
import { Network } from '../../src/network/network.js';
import { east, nodeAt } from './support/nodes.js';

const munich: Position = { latitude: 48.137, longitude: 11.575, altitude: 520 };

function moving(motion: Motion, position: Position = munich, seed = 1, tick = 1): Network {
  const network = new Network({ seed, settings: { tick } });
  network.add({ ...nodeAt('a', position), motion });
  return network;
}

/** Where the node is at a time. */
function at(network: Network, seconds: number): Required<Position> {
  network.advanceTo(seconds);
  return network.position('a');
}

const motions: Record<string, Motion> = {
  still: { kind: 'still' },
  waypoints: {
    kind: 'waypoints',
    points: [
      { seconds: 60, position: { latitude: 48.2, longitude: 11.6, altitude: 900 } },
      { seconds: 90, position: munich },
    ],
    repeat: true,
  },
  circle: { kind: 'circle', radius: 500, speed: 20, bearing: 45 },
  'random-walk': { kind: 'random-walk', speed: 8, leg: 7, radius: 300 },
};

test.each(Object.keys(motions).filter((kind) => kind !== 'circle'))(
  'a node is where it was put at the first moment: %s',
  (kind) => {
    const network = moving(motions[kind] ?? { kind: 'still' });
    expect(distanceBetween(network.position('a'), munich)).toBeLessThan(1e-6);
  },
);

test.each(Object.keys(motions))(
  'a position depends on the time alone, in whatever order it is asked: %s',
  (kind) => {
    const motion = motions[kind] ?? { kind: 'still' };
    const times = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(times, (seconds) => {
        const network = moving(motion);
        for (const each of seconds) expect(at(network, each)).toEqual(at(moving(motion), each));
      }),
      { numRuns: 30 },
    );
  },
);

test('a node moves on ticks', () => {
  const network = moving({ kind: 'circle', radius: 100, speed: 10 }, munich, 1, 0.5);
  const first = at(network, 0);
  expect(at(network, 0.49)).toEqual(first);
  expect(network.seconds).toBe(0);
  const second = at(network, 0.5);
  expect(second).not.toEqual(first);
  expect(at(network, 0.99)).toEqual(second);
});

test('ticks of 0.1 s come on time', () => {
  const network = moving({ kind: 'circle', radius: 100, speed: 10 }, munich, 1, 0.1);
  const places = Array.from({ length: 50 }, (_, index) => JSON.stringify(at(network, (index + 1) / 10)));
  expect(new Set(places).size).toBe(50);
});

test('waypoints: along the great circle at constant speed, then it stays', () => {
  const points = [
    { seconds: 10, position: east(1000) },
    { seconds: 20, position: east(1000, 500) },
  ];
  const network = moving({ kind: 'waypoints', points }, east(0));
  expect(distanceBetween(at(network, 5), east(500))).toBeLessThan(0.01);
  expect(distanceBetween(at(network, 10), east(1000))).toBeLessThan(1e-6);
  expect(distanceBetween(at(network, 15), east(1000, 250))).toBeLessThan(1e-6);
  expect(at(network, 20).altitude).toBe(500);
  expect(at(network, 10_000)).toEqual(at(network, 20));
});

test('waypoints cross the meridian of 180° on the short way, and a pole', () => {
  const from = { latitude: 10, longitude: 179.99 };
  const points = [{ seconds: 10, position: { latitude: 10, longitude: -179.99 } }];
  const middle = at(moving({ kind: 'waypoints', points }, from), 5);
  expect(Math.abs(middle.longitude)).toBeCloseTo(180, 9);
  expect(middle.latitude).toBeCloseTo(10, 4);
  const polar = [{ seconds: 10, position: { latitude: 89.9, longitude: 180 } }];
  expect(
    at(moving({ kind: 'waypoints', points: polar }, { latitude: 89.9, longitude: 0 }), 5).latitude,
  ).toBeCloseTo(90, 9);
});

test('repeated waypoints begin again', () => {
  const network = moving(motions['waypoints'] ?? { kind: 'still' });
  expect(at(network, 100)).toEqual(at(network, 10));
  expect(at(network, 9000 + 30)).toEqual(at(network, 30));
});

test.each([munich, { latitude: 90, longitude: 0 }, { latitude: 0, longitude: 180 }])(
  'a circle keeps its radius and its speed, at %j',
  (centre) => {
    const network = moving({ kind: 'circle', radius: 500, speed: 20 }, centre);
    const around = Array.from({ length: 100 }, (_, seconds) => at(network, seconds));
    for (const [index, place] of around.entries()) {
      expect(Math.abs(distanceBetween(place, centre) - 500)).toBeLessThan(0.1);
      const next = around[index + 1];
      if (next !== undefined) expect(Math.abs(distanceBetween(place, next) - 20)).toBeLessThan(0.1);
    }
  },
);

test('a circle begins at its bearing and goes clockwise, or the other way', () => {
  const north = at(moving({ kind: 'circle', radius: 500, speed: 20 }), 0);
  expect(north.latitude).toBeGreaterThan(munich.latitude);
  expect(north.longitude).toBeCloseTo(munich.longitude, 9);
  expect(at(moving({ kind: 'circle', radius: 500, speed: 20 }), 5).longitude).toBeGreaterThan(
    munich.longitude,
  );
  expect(at(moving({ kind: 'circle', radius: 500, speed: -20 }), 5).longitude).toBeLessThan(munich.longitude);
});

test('a random walk keeps its speed within a leg, and its bound', () => {
  const network = moving({ kind: 'random-walk', speed: 8, leg: 10, radius: 200 });
  let last = at(network, 0);
  let farthest = 0;
  for (let seconds = 1; seconds <= 3000; seconds += 1) {
    const place = at(network, seconds);
    expect(distanceBetween(last, place)).toBeLessThan(8.01);
    farthest = Math.max(farthest, distanceBetween(place, munich));
    last = place;
  }
  expect(farthest).toBeLessThan(200.1);
  expect(farthest).toBeGreaterThan(100);
});

test('a random walk follows from the seed and the id', () => {
  const motion: Motion = { kind: 'random-walk', speed: 8 };
  expect(at(moving(motion, munich, 1), 60)).toEqual(at(moving(motion, munich, 1), 60));
  expect(at(moving(motion, munich, 2), 60)).not.toEqual(at(moving(motion, munich, 1), 60));
  const both = moving(motion);
  both.add({ ...nodeAt('b', munich), motion });
  both.advanceTo(60);
  expect(both.position('b')).not.toEqual(both.position('a'));
});

test('move puts a node somewhere at once, and a new motion begins then', () => {
  const network = moving({ kind: 'random-walk', speed: 8 });
  network.advanceTo(100);
  network.move('a', east(5000));
  expect(network.position('a')).toEqual({ ...east(5000) });
  expect(at(network, 200)).toEqual(east(5000));
  network.move('a', east(0), { kind: 'waypoints', points: [{ seconds: 10, position: east(1000) }] });
  expect(distanceBetween(network.position('a'), east(0))).toBeLessThan(1e-6);
  expect(distanceBetween(at(network, 205), east(500))).toBeLessThan(0.01);
  // What it is now, said as a node, is the same network again.
  const copy = new Network({ seed: 1 });
  copy.add(network.node('a'));
  expect(at(copy, 205)).toEqual(network.position('a'));
});

test('motions and positions that are not possible', () => {
  const tries: readonly [() => unknown, string][] = [
    [() => moving({ kind: 'circle', radius: 0, speed: 1 }), 'node "a".motion.radius: 0 is not allowed'],
    [() => moving({ kind: 'random-walk', speed: NaN }), 'node "a".motion.speed: NaN is not allowed'],
    [() => moving({ kind: 'random-walk', speed: 1, leg: 0 }), 'node "a".motion.leg: 0 is not allowed'],
    [
      () => moving({ kind: 'still' }, { latitude: 0, longitude: 180.1 }),
      'node "a".position.longitude: 180.1 is not',
    ],
    [
      () =>
        moving({
          kind: 'waypoints',
          points: [
            { seconds: 2, position: munich },
            { seconds: 1, position: munich },
          ],
        }),
      'node "a".motion.points[1].seconds: 1 is not allowed; allowed: later than the point before (2)',
    ],
    [() => moving({ kind: 'still' }).advanceTo(-1), 'advanceTo: seconds: -1 is not allowed'],
    [
      () => moving({ kind: 'still' }).move('a', { latitude: -91, longitude: 0 }),
      'move: position.latitude: -91 is not',
    ],
  ];
  for (const [call, message] of tries) expect(call).toThrow(message);
});
