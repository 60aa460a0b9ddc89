import type { CustomFault, FaultDescription, FaultSpec } from './spec.js';

/** A fault as it is listed. */
export interface FaultListing extends FaultDescription {
  readonly name: string;
  /** How often it has acted. */
  readonly applied: number;
}

/** The faults of one radio, added and removed by hand. */
export interface FaultControl {
  /**
   * Adds a fault behind those that are on; returns the name by which it is removed.
   * Throws `OPTION_INVALID`, and nothing is added then.
   */
  add(fault: FaultSpec | CustomFault): string;
  /** Removes a fault; false where none has this name. */
  remove(name: string): boolean;
  /** Removes all faults, those of the mode `degraded` too. */
  clear(): void;
  /** The faults that are on, in the order in which they act. */
  list(): readonly FaultListing[];
}
