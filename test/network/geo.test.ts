import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceBetween, frameAt, placeOf, positionOf, writeOffset } from '../../src/network/geo/place.js';

const positions = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  altitude: fc.double({ min: -400, max: 12_000, noNaN: true }),
});

test('distances on WGS-84', () => {
  const at = (latitude: number, longitude: number, altitude = 0) => ({ latitude, longitude, altitude });
  // A degree of longitude on the equator is 111,319.491 m; of latitude 110,574.3 m there and 111,693.9 m at a pole.
  expect(distanceBetween(at(0, 0), at(0, 1))).toBeCloseTo(111_318.08, 1);
  expect(Math.abs(distanceBetween(at(0, 0), at(1, 0)) - 110_574.3)).toBeLessThan(2);
  expect(Math.abs(distanceBetween(at(89, 0), at(90, 0)) - 111_693.9)).toBeLessThan(2);
  // From pole to pole along the axis.
  expect(distanceBetween(at(90, 0), at(-90, 0))).toBeCloseTo(2 * 6_356_752.3142, 3);
  expect(distanceBetween(at(48, 11), at(48, 11, 1000))).toBeCloseTo(1000, 6);
  expect(distanceBetween(at(48, 11), at(48, 11))).toBe(0);
});

test('at 100 km a distance is right to 1 m: it is the chord of the arc', () => {
  // The arc over an angle is a·angle on the equator, and its chord 1.02 m shorter.
  const angle = 100_000 / 6_378_137;
  const longitude = (angle * 180) / Math.PI;
  const distance = distanceBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude });
  expect(distance).toBeCloseTo(2 * 6_378_137 * Math.sin(angle / 2), 6);
  expect(Math.abs(distance - 100_000)).toBeLessThan(1.03);
});

test('distances across the meridian of 180° and over a pole', () => {
  const across = distanceBetween({ latitude: 10, longitude: 179.999 }, { latitude: 10, longitude: -179.999 });
  expect(across).toBeCloseTo(
    distanceBetween({ latitude: 10, longitude: 0 }, { latitude: 10, longitude: 0.002 }),
    6,
  );
  expect(distanceBetween({ latitude: 10, longitude: 180 }, { latitude: 10, longitude: -180 })).toBeLessThan(
    1e-6,
  );
  expect(distanceBetween({ latitude: 90, longitude: 0 }, { latitude: 90, longitude: 123 })).toBeLessThan(
    1e-6,
  );
  const over = distanceBetween({ latitude: 89.999, longitude: 0 }, { latitude: 89.999, longitude: 180 });
  expect(over).toBeCloseTo(0.002 * 111_693.9, 1);
});

test('a position survives its way through a place', () => {
  fc.assert(
    fc.property(positions, (position) => {
      const back = positionOf(placeOf(position));
      expect(back.altitude).toBe(position.altitude);
      expect(distanceBetween(position, back)).toBeLessThan(1e-6);
    }),
  );
});

test('an offset in metres is so long, anywhere', () => {
  const metres = fc.double({ min: -5000, max: 5000, noNaN: true });
  fc.assert(
    fc.property(positions, metres, metres, (position, eastward, northward) => {
      const out = { x: 0, y: 0, z: 0, altitude: 0 };
      writeOffset(frameAt(placeOf(position)), eastward, northward, out);
      const length = Math.hypot(eastward, northward);
      expect(Math.abs(distanceBetween(position, positionOf(out)) - length)).toBeLessThan(0.1);
    }),
  );
});

test('distances are symmetric and obey the triangle', () => {
  fc.assert(
    fc.property(positions, positions, positions, (a, b, c) => {
      expect(distanceBetween(a, b)).toBe(distanceBetween(b, a));
      expect(distanceBetween(a, c)).toBeLessThanOrEqual(distanceBetween(a, b) + distanceBetween(b, c) + 1e-6);
    }),
  );
});
