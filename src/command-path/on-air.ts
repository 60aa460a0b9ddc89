import type { AirState } from '../radio/air.js';
import type { Outage } from './availability.js';

/** A radio as its network reads it. */
export interface OnAir {
  /** The settings that decide whom it hears, and how well; the same as long as `version` is, but for its temperature. */
  air(): AirState;
  /** Another number after each change. */
  version(): number;
  /** Its outage, or undefined while it answers. */
  outage(): Outage | undefined;
  /** Its name on the network map. */
  name(): string;
}
