import type { RandomSource } from '../core/random.js';

/** A short and a long wave, ms; each is stretched by up to a quarter, so that no two radios go in step. */
const periods = [7 * 60_000, 47 * 60_000];

/** The two together stay between -1 and 1. */
const height = 1 / (2 * periods.length);

/**
 * A value that moves slowly around nought: 0 at 0 ms, never beyond -1 and 1. It depends on the time, the seed and the
 * name alone, so it is the same however often it is looked at.
 */
export function wander(random: RandomSource, name: string): (ms: number) => number {
  const stream = random.stream(name);
  const waves = periods.map((period) => {
    const speed = (2 * Math.PI) / (period * stream.between(0.75, 1.25));
    const phase = stream.between(0, 2 * Math.PI);
    return (ms: number) => height * (Math.sin(phase + speed * ms) - Math.sin(phase));
  });
  return (ms) => waves.reduce((sum, wave) => sum + wave(ms), 0);
}
