import { nodeKey, uniform } from '../chance.js';
import { frameAt, placeOf, writeOffset } from '../geo/place.js';
import type { RandomWalkMotion, Track, TrackStart } from './motion.js';

/** Metres east and north of where the walk began. */
interface Offset {
  readonly east: number;
  readonly north: number;
}

/**
 * A walk in legs. The ends of legs are a fixed sequence that follows from the seed and the node's id; the track
 * remembers the last one that it was asked for, which saves time and changes nothing.
 */
export function randomWalkTrack(motion: RandomWalkMotion, { position, seed, id }: TrackStart): Track {
  const { speed, leg = 10, radius = Infinity, since = 0 } = motion;
  const key = nodeKey(seed, `walk/${id}`);
  const frame = frameAt(placeOf(position));
  const beginning: Offset = { east: 0, north: 0 };

  const after = (from: Offset, index: number): Offset => {
    const bearing = 2 * Math.PI * uniform(key.high, key.low, index);
    const to = {
      east: from.east + speed * leg * Math.sin(bearing),
      north: from.north + speed * leg * Math.cos(bearing),
    };
    if (Math.hypot(to.east, to.north) <= radius) return to;
    // Back towards the beginning: a leg that is longer than the way passes it, and so never ends farther than that.
    const away = Math.hypot(from.east, from.north);
    const share = away === 0 ? 0 : Math.min(speed * leg, away) / away;
    return { east: from.east * (1 - share), north: from.north * (1 - share) };
  };

  let [index, from, to] = [0, beginning, after(beginning, 0)];
  return {
    write: (seconds, out) => {
      const elapsed = Math.max(0, seconds - since);
      const wanted = Math.floor(elapsed / leg);
      if (wanted < index) [index, from, to] = [0, beginning, after(beginning, 0)];
      while (index < wanted) {
        index += 1;
        [from, to] = [to, after(to, index)];
      }
      const share = elapsed / leg - wanted;
      const east = from.east + share * (to.east - from.east);
      writeOffset(frame, east, from.north + share * (to.north - from.north), out);
    },
  };
}
