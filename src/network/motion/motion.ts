import type { Place } from '../geo/place.js';
import type { Position } from '../geo/position.js';

/** The node stays where it is. */
export interface Still {
  readonly kind: 'still';
}

/** A position at a time. */
export interface Waypoint {
  /** Seconds after the motion began. */
  readonly seconds: number;
  readonly position: Position;
}

/** From its own position along great circles to each point in turn; after the last it stays, or begins again. */
export interface WaypointsMotion {
  readonly kind: 'waypoints';
  readonly points: readonly Waypoint[];
  readonly repeat?: boolean;
  /** When the motion began, seconds of the network's time. */
  readonly since?: number;
}

/** A circle around its own position. */
export interface CircleMotion {
  readonly kind: 'circle';
  /** m. */
  readonly radius: number;
  /** m/s; below 0 counter-clockwise. */
  readonly speed: number;
  /** Bearing from the centre at the beginning, degrees clockwise from north (0). */
  readonly bearing?: number;
  readonly since?: number;
}

/** Straight legs in directions from the seed, at a constant speed. */
export interface RandomWalkMotion {
  readonly kind: 'random-walk';
  /** m/s. */
  readonly speed: number;
  /** Seconds of each leg (10). */
  readonly leg?: number;
  /** The walk turns back to where it began if a leg would end farther from it than this, m (no limit). */
  readonly radius?: number;
  readonly since?: number;
}

/** Motion of a node. */
export type Motion = Still | WaypointsMotion | CircleMotion | RandomWalkMotion;

/** A motion of one node: a pure function of time. */
export interface Track {
  /** Writes the place at a time of the network, s, to `out`. */
  write(seconds: number, out: Place): void;
}

/** Beginning of a track. */
export interface TrackStart {
  readonly position: Position;
  readonly seed: number;
  readonly id: string;
}
