import { deepFreeze } from '../core/freeze.js';
import type { RadioTiming } from '../radio/timing.js';

/** Names of the timing presets. */
export const timingPresets = ['radio', 'cb-timing', 'fast', 'instant'] as const;

/** Name of a timing preset. */
export type TimingPreset = (typeof timingPresets)[number];

/** A preset, and durations that replace some of it, ms. */
interface TimingSettings {
  readonly preset: TimingPreset;
  readonly softBoot?: number | undefined;
  readonly powerChange?: number | undefined;
  readonly reboot?: number | undefined;
  readonly rebootDelay?: number | undefined;
  readonly zeroize?: number | undefined;
}

/** The durations of a preset. */
export interface PresetTiming extends RadioTiming {
  /**
   * Blackout of a reboot.
   * @deprecated use `reboot`
   */
  readonly reset: number;
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- the older name of a public member
const withOlderName = (timing: RadioTiming): PresetTiming => ({ ...timing, reset: timing.reboot });

/**
 * Blackout durations by preset, ms. No vendor duration is public (interface.md E.1): `radio` and `cb-timing` are
 * design figures of interface.md E.2, `fast` is `radio` made fast, `instant` is without blackouts; both are for tests.
 */
export const timings: Readonly<Record<TimingPreset, PresetTiming>> = deepFreeze({
  radio: withOlderName({ softBoot: 30_000, powerChange: 0, reboot: 60_000, rebootDelay: 3_000, zeroize: 0 }),
  'cb-timing': withOlderName({
    softBoot: 30_000,
    powerChange: 5_000,
    reboot: 60_000,
    rebootDelay: 3_000,
    zeroize: 0,
  }),
  fast: withOlderName({ softBoot: 1_000, powerChange: 0, reboot: 2_000, rebootDelay: 3_000, zeroize: 0 }),
  instant: withOlderName({ softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 }),
});

/** The durations of a preset with those that were set one by one, ms. */
export function timingOf(set: TimingSettings): RadioTiming {
  const preset = timings[set.preset];
  return {
    softBoot: set.softBoot ?? preset.softBoot,
    powerChange: set.powerChange ?? preset.powerChange,
    reboot: set.reboot ?? preset.reboot,
    rebootDelay: set.rebootDelay ?? preset.rebootDelay,
    zeroize: set.zeroize ?? preset.zeroize,
  };
}
