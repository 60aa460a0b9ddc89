import type { AirState } from '../radio/air.js';
import type { Mode } from '../radio/mode.js';
import type { PatchValues } from '../radio/patch.js';
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
  /** Address by which it names itself. */
  address(): string;
  /** Its mode. */
  mode(): Mode;
  /**
   * Its running settings that are not as from the factory, by method: of the secret ones only `enc_key`.
   * @param more methods whose settings are there in any case
   */
  changes(more?: readonly string[]): PatchValues;
  /** Its key of the air interface from the factory. */
  factoryKey(): string;
}
