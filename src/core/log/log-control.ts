import type { LogLevel } from './logger.js';

/** A running log, as far as it can be looked at and changed from outside. */
export interface LogControl {
  /** How much is logged; a change holds from the next line on. */
  level: LogLevel;
  /** Its file; undefined for stderr. */
  readonly file: string | undefined;
  /** Lines that were lost. */
  readonly lost: number;
  /** Why it can't be written at present; undefined while it can. */
  readonly failure: Error | undefined;
}
