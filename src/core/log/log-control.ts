import type { LogLevel } from './logger.js';

/** A running log: its level can be changed, its state can be read. */
export interface LogControl {
  /** The lowest level that is logged; a change takes effect with the next line. */
  level: LogLevel;
  /** Path of the log file; undefined for stderr. */
  readonly file: string | undefined;
  /** Number of lines lost. */
  readonly lost: number;
  /** The error that keeps the log from being written at present. */
  readonly failure: Error | undefined;
}
