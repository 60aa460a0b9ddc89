import type { FaultListing, FaultSet } from '../../faults/fault-set.js';
import type { CustomFault, FaultSpec } from '../../faults/spec.js';

/** The faults of one radio, put on and taken off. */
export class FaultControl {
  readonly #faults: FaultSet;

  constructor(faults: FaultSet) {
    this.#faults = faults;
  }

  /**
   * Puts a fault on, behind those that are on already; gives the name that it is taken off by.
   * Throws `OPTION_INVALID`, and nothing is put on then.
   */
  add(fault: FaultSpec | CustomFault): string {
    return this.#faults.add(fault);
  }

  /** Takes a fault off; false where there is none of this name. */
  remove(name: string): boolean {
    return this.#faults.remove(name);
  }

  /** Takes all faults off, those of the mode `degraded` too. */
  clear(): void {
    this.#faults.clear();
  }

  /** The faults that are on, in the order in which they act. */
  list(): readonly FaultListing[] {
    return this.#faults.list();
  }
}
