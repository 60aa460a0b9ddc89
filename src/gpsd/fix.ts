import { dateOf } from '../core/time/clock.js';

/** Knowledge of the position, as gpsd numbers it: none, no fix, in two dimensions, in three. */
export type FixMode = 0 | 1 | 2 | 3;

/** A place: degrees, and metres above sea level. */
export interface FixPosition {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
}

/** A movement: m/s over ground, degrees clockwise from north, m/s upwards. */
interface FixVelocity {
  readonly speed: number;
  readonly track: number;
  readonly climb: number;
}

/** A GPS receiver at one moment. */
export interface Fix {
  readonly mode: FixMode;
  /** ms since 1970-01-01T00:00:00Z. */
  readonly wallTime: number;
  /** Undefined in the modes 0 and 1. */
  readonly position?: FixPosition | undefined;
  /** Undefined where it is not known. */
  readonly velocity?: FixVelocity | undefined;
}

/** True once the receiver knows the time. */
export function hasTime({ mode }: Fix): boolean {
  return mode >= 1;
}

/** A wall time as the protocol writes it: `2026-01-01T00:00:00.000Z`. @param wallTime ms since 1970 */
export function utcText(wallTime: number): string {
  return dateOf(wallTime).toISOString();
}

const metresInDegree = 111_320;

/** A receiver shows no higher speed, m/s: what is further away was not flown to. */
const maxSpeed = 515;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The same fix with the movement since another; without it where the receiver had no position, or was put elsewhere. */
export function withVelocity(fix: Fix, before: Fix | undefined): Fix {
  const [to, from] = [fix.position, before?.position];
  const seconds = before === undefined ? 0 : (fix.wallTime - before.wallTime) / 1_000;
  if (to === undefined || from === undefined || seconds <= 0) return fix;
  const north = (to.latitude - from.latitude) * metresInDegree;
  // The short way round at the date line.
  const degrees = ((((to.longitude - from.longitude + 180) % 360) + 360) % 360) - 180;
  const east = degrees * metresInDegree * Math.cos(radians(to.latitude));
  const speed = Math.hypot(north, east) / seconds;
  if (speed > maxSpeed) return fix;
  const track = speed === 0 ? 0 : ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  return { ...fix, velocity: { speed, track, climb: (to.altitude - from.altitude) / seconds } };
}
