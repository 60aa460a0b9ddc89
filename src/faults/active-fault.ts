import type { RandomStream } from '../core/random.js';
import type { BuiltInFault } from './fault.js';
import type { FaultDescription } from './spec.js';

/** An active fault. */
export interface ActiveFault {
  readonly name: string;
  readonly description: FaultDescription;
  readonly fault: BuiltInFault;
  /** Set for a fault that was chosen for one request, whose decisions it does not take part in. */
  readonly draw?: RandomStream;
  /** True for a fault of a user: it gets copies, and what it returns is checked. */
  readonly isCustom: boolean;
  /** False for a fault that a mode added. */
  readonly isWanted: boolean;
  /** Time of its removal, ms of the simulator's clock; `Infinity` if it stays. */
  readonly until: number;
  /** Number of calls that matched. */
  seen: number;
  /** Number of times that it was applied. */
  applied: number;
}
