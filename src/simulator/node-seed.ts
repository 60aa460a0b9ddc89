import { createHash } from 'node:crypto';

/** ID of the node where there is one radio. */
export const onlyNode = '1';

/** Bits of a seed: V8 holds larger ones as objects, which a closed simulator would leave behind. */
const seedBits = 31n;

/**
 * Seed of a node: it depends on the simulator's seed and the node's ID alone, so that neither the number of nodes nor
 * the order in which they are made changes a byte. The node `1` has the seed of its simulator.
 */
export function nodeSeed(seed: number, id: string): number {
  if (id === onlyNode) return seed;
  const digest = createHash('sha256').update(`${seed}/node/${id}`).digest();
  return Number(digest.readBigUInt64BE(0) & ((1n << seedBits) - 1n));
}
