import type { RandomSource } from '../core/random.js';
import type { SettingValue } from './settings.js';
import { wander } from './wander.js';

/** A reading that was put to a value from outside. */
export interface PutReading {
  readonly values: SettingValue;
  /** When, monotonic ms. */
  readonly at: number;
}

/**
 * What the radio measures: its temperature, its supply, its battery. These are no settings: a write does not reach
 * them, flash does not hold them, a reboot does not change them. A test may put each to a value.
 */
export class Readings {
  /** When the radio came to be, monotonic ms; all that moves by itself moves from there. */
  readonly since: number;
  readonly #random: RandomSource;
  readonly #nodeid: string;
  readonly #put = new Map<string, PutReading>();
  readonly #waves = new Map<string, (ms: number) => number>();

  /** @param nodeid so that radios with one seed do not go in step */
  constructor(random: RandomSource, nodeid: string, since: number) {
    this.#random = random;
    this.#nodeid = nodeid;
    this.since = since;
  }

  /** Puts a reading to a value, from `now` (monotonic ms) on. */
  put(name: string, values: SettingValue, now: number): void {
    this.#put.set(name, { values: Object.freeze([...values]), at: now });
  }

  /** What a reading was last put to; undefined where it goes by itself. */
  of(name: string): PutReading | undefined {
    return this.#put.get(name);
  }

  /** How far something has moved by itself at `now` (monotonic ms), from -1 to 1; 0 at the start. */
  wander(name: string, now: number): number {
    const wave = this.#waves.get(name) ?? wander(this.#random, `${name}/${this.#nodeid}`);
    this.#waves.set(name, wave);
    return wave(now - this.since);
  }
}
