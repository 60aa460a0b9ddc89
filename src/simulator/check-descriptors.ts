import { SilvusMockError } from '../core/errors.js';
import { freeDescriptors } from '../net/descriptors.js';
import { portRegistry } from '../ports/registry.js';

/**
 * Throws `PORT_UNAVAILABLE` if the process may not open as many descriptors as the ports of these radios need: the start
 * would fail at one of them, or leave none for connections.
 */
export function checkDescriptors(nodes: readonly { readonly isServed: boolean }[]): void {
  const served = nodes.filter(({ isServed }) => isServed).length;
  // One radio needs few, and its start says by itself what it lacks.
  if (served < 2) return;
  const [needed, free] = [served * portRegistry.length, freeDescriptors()];
  if (needed <= free) return;
  const most = Math.max(0, Math.floor(free / portRegistry.length));
  const message =
    `the ports of ${served} radios need ${needed} descriptors, and this process may open ${Math.max(0, free)} for ports; ` +
    `allowed: a higher limit (ulimit -n), or at most ${most} served radios`;
  throw new SilvusMockError('PORT_UNAVAILABLE', message);
}
