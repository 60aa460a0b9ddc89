import type { SettingValue } from '../radio/settings.js';
import type { Outage } from './availability.js';

/** A radio as its reports by UDP show it. */
export interface ReportedRadio {
  /** The running value of a setting: `["172.20.0.1", "5100"]`. */
  setting(name: string): SettingValue;
  /** A reading that is one number, such as `read_current_temperature`. */
  reading(method: string): number;
  /** Its outage, or undefined while it answers. */
  outage(): Outage | undefined;
  /** Another number after each boot. */
  boot(): number;
}
