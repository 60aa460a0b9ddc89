import type { ControlFlags } from '../client/control-flags.js';
import type { RadioAccessFlags } from '../client/radio-flags.js';
import type { RadioTargetFlags } from '../target/target-flags.js';

/** Options of `silvus-mock wait`. */
export interface WaitFlags extends RadioTargetFlags, RadioAccessFlags, Omit<ControlFlags, 'json'> {
  /** Process that must answer, as written. */
  readonly pid?: string;
}
