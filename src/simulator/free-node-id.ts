import type { RadioModel } from '../radio/model.js';
import { highestNodeId } from '../radio/values/node-id.js';

/**
 * The first node ID behind another that no node has; behind the highest come the lowest. Undefined if all are taken.
 * @param nodes those of the simulator: neither their node IDs nor their own IDs are free
 */
export function freeNodeId(
  after: number,
  model: RadioModel,
  nodes: readonly { readonly id: string; readonly nodeid: number }[],
): number | undefined {
  const taken = new Set(nodes.flatMap(({ id, nodeid }) => [id, String(nodeid)]));
  const highest = highestNodeId(model.identity.build_tag);
  for (let step = 1; step < highest; step += 1) {
    const nodeid = ((after - 1 + step) % highest) + 1;
    if (!taken.has(String(nodeid))) return nodeid;
  }
  return undefined;
}
