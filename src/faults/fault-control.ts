import type { CustomFault, FaultDescription, FaultSpec } from './spec.js';

/** An active fault in a list. */
export interface FaultListing extends FaultDescription {
  readonly name: string;
  /** Number of times that it was applied. */
  readonly applied: number;
  /** Time until it is removed, whole ms of the simulator's clock; undefined if it stays. */
  readonly remaining?: number;
}

/** Adds and removes the faults of one radio. */
export interface FaultControl {
  /**
   * Adds a fault after the active ones; returns its name, for `remove`.
   * Throws `OPTION_INVALID` without adding anything.
   */
  add(fault: FaultSpec | CustomFault): string;
  /** Removes a fault; false if there is none with this name. */
  remove(name: string): boolean;
  /** Removes all faults, including those of the mode `degraded`. */
  clear(): void;
  /**
   * The faults that never acted since the last reset, removed ones included; not those of the mode `degraded`, and not
   * those with a probability whose calls chance left out.
   */
  unused(): readonly FaultListing[];
  /** The active faults, in the order in which they are applied. */
  list(): readonly FaultListing[];
}

/** {@link FaultControl} that takes what is not checked yet. */
export interface UncheckedFaultControl extends FaultControl {
  add(fault: unknown): string;
}
