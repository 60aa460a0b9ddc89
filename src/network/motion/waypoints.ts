import { type Place, placeOf, writeBetween } from '../geo/place.js';
import type { Track, TrackStart, WaypointsMotion } from './motion.js';

/** A motion from point to point. */
export function waypointsTrack(
  { points, repeat = false, since = 0 }: WaypointsMotion,
  start: TrackStart,
): Track {
  const stops = points.map(({ seconds, position }) => ({ seconds, place: placeOf(position) }));
  if (stops[0]?.seconds !== 0) stops.unshift({ seconds: 0, place: placeOf(start.position) });
  const end = stops.at(-1)?.seconds ?? 0;
  return {
    write: (seconds, out) => {
      const elapsed = Math.max(0, seconds - since);
      writeAt(stops, repeat && end > 0 ? elapsed % end : elapsed, out);
    },
  };
}

interface Stop {
  readonly seconds: number;
  readonly place: Place;
}

function writeAt(stops: readonly Stop[], seconds: number, out: Place): void {
  const next = firstAfter(stops, seconds);
  const [from, to] = [stops[next - 1], stops[next]];
  if (from === undefined) return;
  if (to === undefined) {
    Object.assign(out, from.place);
    return;
  }
  writeBetween(from.place, to.place, (seconds - from.seconds) / (to.seconds - from.seconds), out);
}

/** The index of the first stop that is later, by halving. */
function firstAfter(stops: readonly Stop[], seconds: number): number {
  let [low, high] = [1, stops.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stops[middle]?.seconds ?? 0) > seconds) high = middle;
    else low = middle + 1;
  }
  return low;
}
