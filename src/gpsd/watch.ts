import { z } from 'zod';

/** Where the radio's GPS receiver is for clients of gpsd. */
export const devicePath = '/dev/simulated-gps';

const flag = z.boolean();

/** Members of `?WATCH` (gpsd_json). */
export const watchSchema = z
  .strictObject({
    class: z.literal('WATCH'),
    enable: flag,
    json: flag,
    nmea: flag,
    raw: z.int().min(0).max(2),
    scaled: flag,
    timing: flag,
    split24: flag,
    pps: flag,
    device: z.string().refine((path) => path === '' || path === devicePath, {
      error: `is not allowed; allowed: ${devicePath}`,
    }),
  })
  .partial();

/** A change of what a client watches. */
export type WatchChange = z.output<typeof watchSchema>;

/** The reports that a client watches. */
export interface WatchPolicy {
  readonly enable: boolean;
  readonly json: boolean;
  readonly nmea: boolean;
  /** 1 and 2 mean the same for a receiver that speaks NMEA. */
  readonly raw: number;
  readonly scaled: boolean;
  readonly timing: boolean;
  readonly split24: boolean;
  readonly pps: boolean;
  readonly device?: string | undefined;
}

/** The policy of a client that has asked for nothing. */
export const noWatch: WatchPolicy = {
  enable: false,
  json: false,
  nmea: false,
  raw: 0,
  scaled: false,
  timing: false,
  split24: false,
  pps: false,
};

/** The policy after a request. Without `enable` it switches on; what it does not name stays. */
export function withChange(policy: WatchPolicy, change: WatchChange): WatchPolicy {
  const { enable = true, json = policy.json, nmea = policy.nmea, raw = policy.raw } = change;
  const {
    scaled = policy.scaled,
    timing = policy.timing,
    split24 = policy.split24,
    pps = policy.pps,
  } = change;
  const device = change.device === '' ? undefined : (change.device ?? policy.device);
  const changed = { enable, json, nmea, raw, scaled, timing, split24, pps };
  return device === undefined ? changed : { ...changed, device };
}

/** True if sentences are to be sent. */
export function wantsNmea({ nmea, raw }: WatchPolicy): boolean {
  return nmea || raw > 0;
}
