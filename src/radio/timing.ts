/** Lengths of blackouts by cause, and the delay before a reboot; all ms. The vendor publishes no figures. */
export interface RadioTiming {
  /** After a `freq`, `bw` or `freq_bw` write. */
  readonly softBoot: number;
  /** After a `power_dBm` or `enable_max_power` write. */
  readonly powerChange: number;
  /** After the start of a reboot. */
  readonly reboot: number;
  /** From the reply to `radio_reset` to the start of the reboot; about 3 s (interface.md B.6). */
  readonly rebootDelay: number;
  /** After `zeroize`. */
  readonly zeroize: number;
}
