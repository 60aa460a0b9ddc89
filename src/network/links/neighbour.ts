import type { Link } from './link.js';

/** A node that another hears, is heard by, or both. */
export interface Neighbour {
  readonly id: string;
  /** What this node hears of the neighbour. */
  readonly incoming: Link | undefined;
  /** What the neighbour hears of this node. */
  readonly outgoing: Link | undefined;
}
