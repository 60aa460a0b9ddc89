import type { Clock } from '../../core/time/clock.js';
import type { Fix } from '../../gpsd/fix.js';

/** The radio's GPS receiver, as its port sees it. */
export interface GpsReceiver {
  /** The radio's time. */
  readonly clock: Clock;
  /** Its present fix; undefined while the radio does not answer. */
  fix(): Fix | undefined;
}
