import type { NetworkAnswer } from '../client/network-answers.js';

type Position = NetworkAnswer['now']['nodes'][number]['position'];

/** A place on a plane, metres east and north of the centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Mean radius of the globe, m. */
const radius = 6_371_009;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A position as a point of the unit sphere. */
function vectorOf({ latitude, longitude }: Position): readonly [number, number, number] {
  const [phi, lambda] = [radians(latitude), radians(longitude)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/**
 * Positions on a plane: distances and directions from the middle of them are right, anywhere on the globe, so that it
 * does not matter whether the meridian of 180 degrees or a pole is among them.
 */
export function projected(positions: readonly Position[]): readonly Point[] {
  const vectors = positions.map(vectorOf);
  const sum = [0, 1, 2].map((axis) => vectors.reduce((total, vector) => total + (vector[axis] ?? 0), 0));
  const [x = 0, y = 0, z = 0] = sum;
  const [phi, lambda] = [Math.atan2(z, Math.hypot(x, y)), Math.atan2(y, x)];
  return positions.map((position) => {
    const [latitude, turn] = [radians(position.latitude), radians(position.longitude) - lambda];
    const east = Math.cos(latitude) * Math.sin(turn);
    const north = Math.cos(phi) * Math.sin(latitude) - Math.sin(phi) * Math.cos(latitude) * Math.cos(turn);
    const up = Math.sin(phi) * Math.sin(latitude) + Math.cos(phi) * Math.cos(latitude) * Math.cos(turn);
    const aside = Math.hypot(east, north);
    if (aside === 0) return { x: 0, y: 0 };
    const distance = radius * Math.atan2(aside, up);
    return { x: (distance * east) / aside, y: (distance * north) / aside };
  });
}
