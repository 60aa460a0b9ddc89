import { checkArray, checkName, checkObject } from '../../core/arguments.js';
import { SilvusMockError } from '../../core/errors.js';
import { checkNumber } from '../bounds.js';
import { placeOf } from '../geo/place.js';
import { checkPosition } from '../geo/position.js';
import { circleTrack } from './circle.js';
import type { Motion, Track, TrackStart, WaypointsMotion } from './motion.js';
import { randomWalkTrack } from './random-walk.js';
import { waypointsTrack } from './waypoints.js';

/** The bounds of what a motion is made from. */
export const motionBounds = {
  seconds: { min: 0, max: 1e9, unit: 's' },
  speed: { min: -1e5, max: 1e5, unit: 'm/s' },
  radius: { min: 0.01, max: 1e7, unit: 'm' },
  leg: { min: 0.1, max: 1e6, unit: 's' },
  bearing: { min: -360, max: 360, unit: 'degrees' },
} as const;

/** Throws `OPTION_INVALID` for a motion that is not possible. */
export function checkMotion(where: string, motion: Motion): void {
  checkObject(where, motion);
  checkName(`${where}.kind`, motion.kind, ['still', 'waypoints', 'circle', 'random-walk']);
  if (motion.kind === 'still') return;
  checkNumber(`${where}.since`, motion.since ?? 0, motionBounds.seconds);
  if (motion.kind === 'waypoints') {
    checkWaypoints(where, motion);
    return;
  }
  checkNumber(`${where}.speed`, motion.speed, motionBounds.speed);
  if (motion.radius !== undefined) checkNumber(`${where}.radius`, motion.radius, motionBounds.radius);
  if (motion.kind === 'circle') {
    checkNumber(`${where}.radius`, motion.radius, motionBounds.radius);
    checkNumber(`${where}.bearing`, motion.bearing ?? 0, motionBounds.bearing);
  } else checkNumber(`${where}.leg`, motion.leg ?? 10, motionBounds.leg);
}

function checkWaypoints(where: string, { points }: WaypointsMotion): void {
  let last = -Infinity;
  checkArray(`${where}.points`, points);
  for (const [index, point] of points.entries()) {
    const place = `${where}.points[${index}]`;
    checkObject(place, point);
    const { seconds, position } = point;
    checkNumber(`${place}.seconds`, seconds, motionBounds.seconds);
    checkPosition(`${place}.position`, position);
    if (seconds <= last) {
      const message = `${place}.seconds: ${seconds} is not allowed; allowed: later than the point before (${last})`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    last = seconds;
  }
}

/** The track of a motion. */
export function trackOf(motion: Motion, start: TrackStart): Track {
  switch (motion.kind) {
    case 'still': {
      const place = placeOf(start.position);
      return { write: (_seconds, out) => void Object.assign(out, place) };
    }
    case 'waypoints':
      return waypointsTrack(motion, start);
    case 'circle':
      return circleTrack(motion, start);
    case 'random-walk':
      return randomWalkTrack(motion, start);
  }
}
