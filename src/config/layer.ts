import type { Origin } from '../documents/located-issue.js';
import type { ConfigTree } from '../documents/tree.js';

/** Settings from one source: values by their paths, and the place of each in the source. */
export interface Layer {
  readonly tree: ConfigTree;
  /** Source of the value at these keys; a path with no entry of its own has that of the nearest above or below. */
  originOf(keys: readonly string[]): Origin;
}
