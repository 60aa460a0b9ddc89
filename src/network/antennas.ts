import { antennaUniform, type NodeKey } from './chance.js';
import { decibels, ratioOf } from './units.js';

/** The antennas of a node. */
export interface Antennas {
  readonly count: number;
  /** dBi, one for each. */
  readonly gains: readonly number[];
}

/** The antennas of a node as it is described. */
export function antennasOf(count = 4, gain: number | readonly number[] = 0): Antennas {
  return { count, gains: typeof gain === 'number' ? Array.from({ length: count }, () => gain) : gain };
}

/** The indexes of the antennas that a mask switches on. */
export function enabledAntennas({ count }: Antennas, mask: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).filter((index) => (mask >> index) & 1);
}

/** Gain of the sending antennas, dBi: they share the power, so their gains add as a mean of ratios. */
export function sendingGain(antennas: Antennas, mask: number): number {
  const enabled = enabledAntennas(antennas, mask);
  if (enabled.length === 0) return 0;
  return decibels(enabled.reduce((sum, index) => sum + ratioOf(gainOf(antennas, index)), 0) / enabled.length);
}

/** Gain of the best of the receiving antennas, dBi. */
export function receivingGain(antennas: Antennas, mask: number): number {
  const enabled = enabledAntennas(antennas, mask);
  return enabled.length === 0 ? 0 : Math.max(...enabled.map((index) => gainOf(antennas, index)));
}

/** Gain of the sum of the powers of several receiving antennas over one of them, dB. */
export function combiningGain(
  antennas: Antennas,
  mask: number,
  combining: 'strongest' | 'maximal-ratio',
): number {
  return combining === 'strongest' ? 0 : decibels(Math.max(1, enabledAntennas(antennas, mask).length));
}

/**
 * The signal at each antenna of a receiver, dBm; undefined where it is off. The strongest has the signal of the link;
 * the others have up to `spread` dB less, by the seed, the two nodes and the antenna, and less for a lower gain.
 */
export function signalsAt(
  antennas: Antennas,
  mask: number,
  signal: number,
  spread: number,
  from: NodeKey,
  to: NodeKey,
): readonly (number | undefined)[] {
  const signals = new Float64Array(antennas.count).fill(NaN);
  writeSignals(antennas, mask, signal, spread, from, to, signals);
  return Array.from(signals, (each) => (Number.isNaN(each) ? undefined : each));
}

/** Writes to `out` the signal at each antenna that is on, as {@link signalsAt} gives it. */
export function writeSignals(
  antennas: Antennas,
  mask: number,
  signal: number,
  spread: number,
  from: NodeKey,
  to: NodeKey,
  out: Float64Array,
): void {
  let best = -Infinity;
  for (let index = 0; index < antennas.count; index += 1) {
    if (((mask >> index) & 1) === 0) continue;
    const offset = gainOf(antennas, index) - spread * antennaUniform(from, to, index);
    out[index] = offset;
    if (offset > best) best = offset;
  }
  for (let index = 0; index < antennas.count; index += 1)
    if (((mask >> index) & 1) === 1) out[index] = signal + (out[index] ?? 0) - best;
}

function gainOf({ gains }: Antennas, index: number): number {
  return gains[index] ?? 0;
}
