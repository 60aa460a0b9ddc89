import type { RandomSource } from '../core/random.js';
import type { SettingValue } from './settings.js';
import { wander } from './wander.js';

/** A reading that was set from outside. */
interface PresetReading {
  readonly values: SettingValue;
  /** Time at which it was set, monotonic ms. */
  readonly at: number;
}

/**
 * Measured values: temperature, supply, battery. They are not settings: a write can't change them, flash does not
 * store them, and a reboot keeps them. A test can set each to a value.
 */
export class Readings {
  /** Time at which the radio was created, monotonic ms: the start of all simulated change. */
  readonly since: number;
  readonly #random: RandomSource;
  readonly #nodeid: string;
  readonly #preset = new Map<string, PresetReading>();
  #version = 0;
  readonly #waves = new Map<string, (ms: number) => number>();

  /** @param nodeid makes radios with the same seed differ */
  constructor(random: RandomSource, nodeid: string, since: number) {
    this.#random = random;
    this.#nodeid = nodeid;
    this.since = since;
  }

  /** Rises each time that a reading is set. */
  get version(): number {
    return this.#version;
  }

  /** Sets a reading from `now` (monotonic ms) on. */
  put(name: string, values: SettingValue, now: number): void {
    this.#version += 1;
    this.#preset.set(name, { values: Object.freeze([...values]), at: now });
  }

  /** Last value that a reading was set to; undefined if it was never set. */
  of(name: string): PresetReading | undefined {
    return this.#preset.get(name);
  }

  /** Simulated deviation of a reading at `now` (monotonic ms), from -1 to 1; 0 at the start. */
  wander(name: string, now: number): number {
    const wave = this.#waves.get(name) ?? wander(this.#random, `${name}/${this.#nodeid}`);
    this.#waves.set(name, wave);
    return wave(now - this.since);
  }
}
