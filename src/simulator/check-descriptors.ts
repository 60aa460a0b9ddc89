import { SilvusMockError } from '../core/errors.js';
import { freeDescriptors } from '../net/descriptors.js';

/** A radio by the ports that it opens. */
interface WithPorts {
  readonly portNames: readonly string[];
}

/**
 * Throws `PORT_UNAVAILABLE` if the process may not open as many descriptors as the ports of these radios need: the start
 * would fail at one of them, or leave none for connections.
 */
export function checkDescriptors(nodes: readonly WithPorts[]): void {
  const counts = nodes.map(({ portNames }) => portNames.length).filter((count) => count > 0);
  const served = counts.length;
  // One radio needs few, and its start says by itself what it lacks.
  if (served < 2) return;
  const [needed, free] = [counts.reduce((sum, count) => sum + count, 0), freeDescriptors()];
  if (needed <= free) return;
  const most = Math.max(0, Math.floor(free / Math.max(...counts)));
  const message =
    `the ports of ${served} radios need ${needed} descriptors, and this process may open ${Math.max(0, free)} for ports; ` +
    `allowed: a higher limit (ulimit -n), or at most ${most} served radios`;
  throw new SilvusMockError('PORT_UNAVAILABLE', message);
}
