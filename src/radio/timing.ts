/** Blackout durations, and the delay of a reboot. All ms; no vendor figure is public. */
export interface RadioTiming {
  /** After a `freq`, `bw` or `freq_bw` write. */
  readonly softBoot: number;
  /** After a `power_dBm` or `enable_max_power` write. */
  readonly powerChange: number;
  /** From the beginning of a reboot. */
  readonly reboot: number;
  /** From the reply to `radio_reset` to the beginning of the reboot; about 3 s (interface.md B.6). */
  readonly rebootDelay: number;
  /** After `zeroize`. */
  readonly zeroize: number;
}
