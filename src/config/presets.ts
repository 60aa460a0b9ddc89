import { deepFreeze } from '../core/freeze.js';
import type { RadioTiming } from '../radio/timing.js';

/** Names of the timing presets. */
export const timingPresets = ['radio', 'cb-timing', 'fast', 'instant'] as const;

/** Name of a timing preset. */
export type TimingPreset = (typeof timingPresets)[number];

/** A preset, and durations that were set by themselves, ms. */
export interface TimingSettings {
  readonly preset: TimingPreset;
  readonly softBoot?: number | undefined;
  readonly powerChange?: number | undefined;
  readonly reset?: number | undefined;
  readonly rebootDelay?: number | undefined;
  readonly zeroize?: number | undefined;
}

/**
 * Blackout durations by preset, ms. No vendor duration is public (interface.md E.1): `radio` and `cb-timing` are
 * design figures of interface.md E.2, `fast` and `instant` are for tests.
 */
export const timings: Readonly<Record<TimingPreset, RadioTiming>> = deepFreeze({
  radio: { softBoot: 30_000, powerChange: 0, reset: 60_000, rebootDelay: 3_000, zeroize: 0 },
  'cb-timing': { softBoot: 30_000, powerChange: 5_000, reset: 60_000, rebootDelay: 3_000, zeroize: 0 },
  fast: { softBoot: 1_000, powerChange: 200, reset: 2_000, rebootDelay: 3_000, zeroize: 0 },
  instant: { softBoot: 0, powerChange: 0, reset: 0, rebootDelay: 0, zeroize: 0 },
});

/** The preset's durations, each replaced by the one that was set by itself; ms. */
export function timingOf(own: TimingSettings): RadioTiming {
  const preset = timings[own.preset];
  return {
    softBoot: own.softBoot ?? preset.softBoot,
    powerChange: own.powerChange ?? preset.powerChange,
    reset: own.reset ?? preset.reset,
    rebootDelay: own.rebootDelay ?? preset.rebootDelay,
    zeroize: own.zeroize ?? preset.zeroize,
  };
}
