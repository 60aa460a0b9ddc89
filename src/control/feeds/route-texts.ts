import type { SharedNetwork } from '../../simulator/network/shared-network.js';
import type { SeenLinks } from './seen-links.js';

type Tree = ReturnType<SharedNetwork['model']['tree']>;

/** A route to a node: the nodes as JSON, and the SNR of its weakest link. */
interface RouteText {
  readonly nodes: string;
  readonly snr: number;
}

/** The routes of a tree as JSON, the nearest first, each with the SNR of its weakest link, dB. */
export function routesText(tree: Tree, links: SeenLinks): string {
  const routes = new Map<string, RouteText>();
  const texts: string[] = [];
  for (const { id, parent } of tree) {
    if (parent === undefined) continue;
    const before = routes.get(parent);
    const snr = Math.min(before?.snr ?? Infinity, links.snr(Number(parent), Number(id)) ?? Infinity);
    const nodes = `${before?.nodes ?? parent},${id}`;
    routes.set(id, { nodes, snr });
    texts.push(`{"to":${id},"nodes":[${nodes}],"snr":${Number.isFinite(snr) ? snr : 'null'}}`);
  }
  return `[${texts.join(',')}]`;
}
