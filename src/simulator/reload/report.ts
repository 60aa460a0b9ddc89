import type { SettingChange } from '../../config/difference.js';

/** What a reload did. */
export interface ReloadReport {
  /** Whether anything was taken over. */
  readonly outcome: 'applied' | 'unchanged';
  /** What was taken over, and holds for what comes. */
  readonly changed: readonly SettingChange[];
  /** What stays as it was until the simulator is started anew. */
  readonly needsRestart: readonly SettingChange[];
  /** The files that were read. */
  readonly files: readonly string[];
  /** What looks wrong but does no harm. */
  readonly warnings: readonly string[];
}

/** The configuration was read again, or settings were laid over it. */
export interface ReloadEvent {
  /** `refused`: it is wrong; `rolled-back`: it could not be taken over. In both all is as before. */
  readonly outcome: ReloadReport['outcome'] | 'refused' | 'rolled-back';
  readonly changed: readonly SettingChange[];
  readonly needsRestart: readonly SettingChange[];
  /** What is wrong, a line each. */
  readonly faults: readonly string[];
}

/** Reloads by how they went. */
export interface ReloadCounts {
  readonly applied: number;
  /** Nothing changed that a simulator that runs takes over. */
  readonly unchanged: number;
  /** The configuration was wrong. */
  readonly refused: number;
  /** It could not be taken over. */
  readonly rolledBack: number;
}
