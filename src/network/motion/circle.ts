import { frameAt, placeOf, writeOffset } from '../geo/place.js';
import type { CircleMotion, Track, TrackStart } from './motion.js';

/** A motion around the node's position. */
export function circleTrack(
  { radius, speed, bearing = 0, since = 0 }: CircleMotion,
  { position }: TrackStart,
): Track {
  const frame = frameAt(placeOf(position));
  const first = (bearing * Math.PI) / 180;
  return {
    write: (seconds, out) => {
      const angle = first + (speed / radius) * Math.max(0, seconds - since);
      writeOffset(frame, radius * Math.sin(angle), radius * Math.cos(angle), out);
    },
  };
}
