import type { Config } from '../config/schema.js';
import { type Clock, scaledClock } from '../core/time/clock.js';
import { virtualClock } from '../core/time/virtual-clock.js';

/** Makes the clock of a configuration. */
export function clockOf({ clock, timeScale }: Pick<Config, 'clock' | 'timeScale'>): Clock {
  return clock === 'virtual' ? virtualClock() : scaledClock(timeScale);
}
