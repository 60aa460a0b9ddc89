import { pairNormal } from '../chance.js';

/**
 * Log-normal shadowing of a pair of nodes, dB: a pure function of the seed, by way of the nodes' keys, and the
 * unordered pair. It is cut at `limit` deviations, so that there is a distance beyond which nothing is heard.
 */
export function shadowing(
  sigma: number,
  limit: number,
  oneHigh: number,
  oneLow: number,
  otherHigh: number,
  otherLow: number,
): number {
  if (sigma === 0) return 0;
  const normal = pairNormal(oneHigh, oneLow, otherHigh, otherLow);
  return sigma * Math.max(-limit, Math.min(limit, normal));
}
