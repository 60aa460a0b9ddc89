import type { Position } from './position.js';

/** Semi-major axis of WGS-84, m. */
const equatorialRadius = 6_378_137;
const flattening = 1 / 298.257_223_563;
const eccentricitySquared = flattening * (2 - flattening);
const radian = Math.PI / 180;

/**
 * A position as the unit vector that is normal to the ellipsoid there, and the altitude along it. It has no special
 * case at the poles or at the meridian of 180°.
 */
export interface Place {
  x: number;
  y: number;
  z: number;
  /** m above the ellipsoid. */
  altitude: number;
}

/** A point in Earth-centred, Earth-fixed coordinates, m. */
export interface Point {
  x: number;
  y: number;
  z: number;
}

/** The directions at a place, and how far one radian along them is. */
interface LocalFrame {
  readonly origin: Readonly<Place>;
  readonly east: Readonly<Point>;
  readonly north: Readonly<Point>;
  /** Radius of curvature from west to east, at the altitude of the place, m. */
  readonly eastRadius: number;
  /** Radius of curvature from south to north, m. */
  readonly northRadius: number;
}

/** The place of a position. */
export function placeOf({ latitude, longitude, altitude = 0 }: Position): Place {
  const [north, east] = [latitude * radian, longitude * radian];
  return {
    x: Math.cos(north) * Math.cos(east),
    y: Math.cos(north) * Math.sin(east),
    z: Math.sin(north),
    altitude,
  };
}

/** The position of a place. */
export function positionOf({ x, y, z, altitude }: Readonly<Place>): Required<Position> {
  return {
    latitude: Math.atan2(z, Math.hypot(x, y)) / radian,
    longitude: Math.atan2(y, x) / radian,
    altitude,
  };
}

/** Writes the Earth-centred coordinates of a place to `out`. */
export function writePoint(place: Readonly<Place>, out: Point): void {
  const radius = equatorialRadius / Math.sqrt(1 - eccentricitySquared * place.z * place.z);
  out.x = (radius + place.altitude) * place.x;
  out.y = (radius + place.altitude) * place.y;
  out.z = (radius * (1 - eccentricitySquared) + place.altitude) * place.z;
}

/** The length of the straight line between two positions, m. It is what a radio wave travels. */
export function distanceBetween(one: Position, other: Position): number {
  const [from, to] = [one, other].map((position) => {
    const point = { x: 0, y: 0, z: 0 };
    writePoint(placeOf(position), point);
    return point;
  });
  if (from === undefined || to === undefined) return 0;
  return lengthOf(from.x - to.x, from.y - to.y, from.z - to.z);
}

/** The length of a vector. */
export function lengthOf(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** The directions at a place. At a pole, east and north follow from the longitude that the position was given with. */
export function frameAt(origin: Readonly<Place>): LocalFrame {
  const { x, y, z, altitude } = origin;
  const across = Math.hypot(x, y);
  const east = across === 0 ? { x: 0, y: 1, z: 0 } : { x: -y / across, y: x / across, z: 0 };
  const north = { x: -z * east.y, y: z * east.x, z: x * east.y - y * east.x };
  const w = 1 - eccentricitySquared * z * z;
  const eastRadius = equatorialRadius / Math.sqrt(w);
  const northRadius = (eastRadius * (1 - eccentricitySquared)) / w;
  return { origin, east, north, eastRadius: eastRadius + altitude, northRadius: northRadius + altitude };
}

/** Writes to `out` the place that is so many metres east and north of a frame's origin, over the surface. */
export function writeOffset(frame: LocalFrame, eastward: number, northward: number, out: Place): void {
  const { origin, east, north } = frame;
  const toEast = eastward / frame.eastRadius;
  const toNorth = northward / frame.northRadius;
  const angle = Math.sqrt(toEast * toEast + toNorth * toNorth);
  const along = Math.cos(angle);
  const aside = angle === 0 ? 1 : Math.sin(angle) / angle;
  out.x = along * origin.x + aside * (toEast * east.x + toNorth * north.x);
  out.y = along * origin.y + aside * (toEast * east.y + toNorth * north.y);
  out.z = along * origin.z + aside * (toEast * east.z + toNorth * north.z);
  out.altitude = origin.altitude;
}

/** Writes to `out` the place at `share` (0 to 1) of the great circle between two places. */
export function writeBetween(from: Readonly<Place>, to: Readonly<Place>, share: number, out: Place): void {
  const dot = from.x * to.x + from.y * to.y + from.z * to.z;
  const cross = Math.hypot(
    from.y * to.z - from.z * to.y,
    from.z * to.x - from.x * to.z,
    from.x * to.y - from.y * to.x,
  );
  const angle = Math.atan2(cross, dot);
  // Of two opposite points no great circle is the shortest: the node waits at the first.
  const [first, second] =
    cross < 1e-12
      ? [1, 0]
      : [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)];
  out.x = first * from.x + second * to.x;
  out.y = first * from.y + second * to.y;
  out.z = first * from.z + second * to.z;
  out.altitude = from.altitude + share * (to.altitude - from.altitude);
}
