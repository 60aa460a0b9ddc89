/** A position as the radio gives it: degrees, and metres above the ellipsoid. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
}

/** A place on the map's plane: metres east and north of its centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Semi-major axis of WGS-84, m, and the square of its first eccentricity. */
const equatorialRadius = 6_378_137;
const eccentricitySquared = 0.006_694_379_990_14;

const degree = Math.PI / 180;

/** Near a pole a degree of longitude has almost no length: below this the way back would divide by zero. */
const minCosine = 1e-6;

/** An equirectangular map around a centre, also across the meridian of 180 degrees. */
export class Projection {
  readonly #latitude: number;
  readonly #longitude: number;
  /** Lengths of a degree at the centre, m. */
  readonly #eastDegree: number;
  readonly #northDegree: number;

  constructor({ latitude, longitude }: Pick<Position, 'latitude' | 'longitude'>) {
    this.#latitude = latitude;
    this.#longitude = longitude;
    const w = 1 - eccentricitySquared * Math.sin(latitude * degree) ** 2;
    const eastRadius = equatorialRadius / Math.sqrt(w);
    this.#northDegree = ((eastRadius * (1 - eccentricitySquared)) / w) * degree;
    this.#eastDegree = eastRadius * Math.max(Math.cos(latitude * degree), minCosine) * degree;
  }

  pointOf({ latitude, longitude }: Pick<Position, 'latitude' | 'longitude'>): Point {
    return {
      x: turnOf(longitude - this.#longitude) * this.#eastDegree,
      y: (latitude - this.#latitude) * this.#northDegree,
    };
  }

  /** The position of a point; what lies beyond a pole is at the pole. */
  positionOf({ x, y }: Point): Pick<Position, 'latitude' | 'longitude'> {
    return {
      latitude: Math.max(-90, Math.min(90, this.#latitude + y / this.#northDegree)),
      longitude: turnOf(this.#longitude + x / this.#eastDegree),
    };
  }
}

/** An angle as -180 to 180 degrees. */
function turnOf(degrees: number): number {
  const turned = (((degrees + 180) % 360) + 360) % 360;
  return turned - 180;
}

/** The middle of positions on the globe. */
export function centreOf(positions: readonly Position[]): Pick<Position, 'latitude' | 'longitude'> {
  let [x, y, z] = [0, 0, 0];
  for (const { latitude, longitude } of positions) {
    const across = Math.cos(latitude * degree);
    x += across * Math.cos(longitude * degree);
    y += across * Math.sin(longitude * degree);
    z += Math.sin(latitude * degree);
  }
  return { latitude: Math.atan2(z, Math.hypot(x, y)) / degree, longitude: Math.atan2(y, x) / degree };
}
