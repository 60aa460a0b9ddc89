import type { SettingChange } from '../../config/difference.js';

/** Report of a reload. */
export interface ReloadReport {
  /** `unchanged`: no setting that a running simulator applies had changed. */
  readonly outcome: 'applied' | 'unchanged';
  /** Settings that were applied; they hold from now on. */
  readonly changed: readonly SettingChange[];
  /** Settings that stay as they were until the next start. */
  readonly needsRestart: readonly SettingChange[];
  /** The files that were read. */
  readonly files: readonly string[];
  /** Possible mistakes that have no effect. */
  readonly warnings: readonly string[];
}

/** The configuration was read again, or a program changed settings. */
export interface ReloadEvent {
  /** `refused`: it is not valid; `rolled-back`: it could not be applied. In both cases nothing has changed. */
  readonly outcome: ReloadReport['outcome'] | 'refused' | 'rolled-back';
  readonly changed: readonly SettingChange[];
  readonly needsRestart: readonly SettingChange[];
  /** All that is wrong, one line each. */
  readonly faults: readonly string[];
}

/** Counts of reloads by outcome. */
export interface ReloadCounts {
  readonly applied: number;
  /** No setting that a running simulator applies had changed. */
  readonly unchanged: number;
  /** The configuration was not valid. */
  readonly refused: number;
  /** It could not be applied. */
  readonly rolledBack: number;
}
