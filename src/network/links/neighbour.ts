import type { Link } from './link.js';

/** A node that another hears, is heard by, or both. */
export interface Neighbour {
  readonly id: string;
  /** The link from the neighbour to this node. */
  readonly incoming: Link | undefined;
  /** The link from this node to the neighbour. */
  readonly outgoing: Link | undefined;
}
