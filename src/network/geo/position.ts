import { checkObject } from '../../core/arguments.js';
import { checkNumber } from '../bounds.js';

/** A point on or above the Earth (WGS-84). */
export interface Position {
  /** Degrees north, -90 to 90. */
  readonly latitude: number;
  /** Degrees east, -180 to 180. */
  readonly longitude: number;
  /** Metres above the ellipsoid, 0 if not given. */
  readonly altitude?: number;
}

/** The bounds of each member. Altitudes go from below the deepest mines to the edge of space. */
export const positionBounds = {
  latitude: { min: -90, max: 90, unit: 'degrees' },
  longitude: { min: -180, max: 180, unit: 'degrees' },
  altitude: { min: -12_000, max: 100_000, unit: 'm' },
} as const;

/** Throws `OPTION_INVALID` for a position off the globe. */
export function checkPosition(where: string, position: Position): void {
  checkObject(where, position);
  const { latitude, longitude, altitude = 0 } = position;
  checkNumber(`${where}.latitude`, latitude, positionBounds.latitude);
  checkNumber(`${where}.longitude`, longitude, positionBounds.longitude);
  checkNumber(`${where}.altitude`, altitude, positionBounds.altitude);
}
