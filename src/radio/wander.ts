import type { RandomSource } from '../core/random.js';

/** Periods of a short and a long wave, ms; each is scaled by up to a quarter, so that no two radios move in step. */
const periods = [7 * 60_000, 47 * 60_000];

/** Keeps the sum of the waves between -1 and 1. */
const amplitude = 1 / (2 * periods.length);

/**
 * A value that moves slowly around zero: 0 at 0 ms, always between -1 and 1. It depends on the time, the seed and the
 * name only, so reading it does not change it.
 */
export function wander(random: RandomSource, name: string): (ms: number) => number {
  const stream = random.stream(name);
  const waves = periods.map((period) => {
    const speed = (2 * Math.PI) / (period * stream.between(0.75, 1.25));
    const phase = stream.between(0, 2 * Math.PI);
    return (ms: number) => amplitude * (Math.sin(phase + speed * ms) - Math.sin(phase));
  });
  return (ms) => waves.reduce((sum, wave) => sum + wave(ms), 0);
}
