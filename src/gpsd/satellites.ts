import type { Fix, FixMode } from './fix.js';

/** A satellite in view: its number, degrees, and dB-Hz. */
interface Satellite {
  readonly prn: number;
  readonly elevation: number;
  readonly azimuth: number;
  readonly signal: number;
}

/** The same eight at any time: no public source says which ones a radio sees. */
const constellation: readonly Satellite[] = [
  { prn: 2, elevation: 72, azimuth: 40, signal: 46 },
  { prn: 5, elevation: 55, azimuth: 130, signal: 44 },
  { prn: 12, elevation: 48, azimuth: 265, signal: 43 },
  { prn: 15, elevation: 37, azimuth: 310, signal: 41 },
  { prn: 18, elevation: 31, azimuth: 75, signal: 40 },
  { prn: 24, elevation: 24, azimuth: 190, signal: 38 },
  { prn: 25, elevation: 18, azimuth: 225, signal: 36 },
  { prn: 29, elevation: 12, azimuth: 350, signal: 33 },
];

/** Number of them that are used. */
const used: Readonly<Record<FixMode, number>> = { 0: 0, 1: 1, 2: 3, 3: constellation.length };

/** Dilution of precision, as far as a mode has it. */
export const dilution = { horizontal: 1.2, vertical: 1.6, position: 2 };

/** The satellites that a receiver sees; none in mode 0. */
export function satellitesOf({ mode }: Fix): readonly Satellite[] {
  return mode === 0 ? [] : constellation;
}

/** The satellites that a fix is made from. */
export function usedSatellites({ mode }: Fix): readonly Satellite[] {
  return constellation.slice(0, used[mode]);
}
