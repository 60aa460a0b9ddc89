import type { Fault } from './fault.js';
import type { FaultDescription } from './spec.js';

/** A fault that is on. */
export interface ActiveFault {
  readonly name: string;
  readonly description: FaultDescription;
  readonly fault: Fault;
  /** Calls that matched so far. */
  seen: number;
  /** How often it has acted. */
  applied: number;
}
