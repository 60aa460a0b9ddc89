import type { TimeOfFlightSettings } from './settings.js';
import { speedOfLight } from './units.js';

/** A tick of `current_tof`, s (interface.md B.3). */
const tick = 100e-9;

const roundings = { nearest: Math.round, down: Math.floor, up: Math.ceil } as const;

/** Time of flight over a distance, in ticks of 100 ns. @param distance m */
export function timeOfFlight(distance: number, { rounding, offset, oneWay }: TimeOfFlightSettings): number {
  const exact = (distance * (oneWay ? 1 : 2)) / (speedOfLight * tick);
  return Math.max(0, roundings[rounding](exact + offset));
}
