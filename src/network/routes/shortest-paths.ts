import type { LinkTable } from '../links/link-table.js';
import { RowHeap } from './heap.js';

/** The cheapest routes from one row to all others. */
export interface ShortestPaths {
  /** Cost to a row; infinite where there is no route. */
  readonly cost: Float64Array;
  /** Number of links on the route. */
  readonly hops: Int32Array;
  /** The row before on the route; -1 at its beginning. */
  readonly before: Int32Array;
}

/**
 * Dijkstra's algorithm over the link table. Of routes with the same cost the one with fewer links wins, then the one
 * whose last relay has the lower rank, so that the result depends on nothing else.
 * @param ranks order of the rows
 * @param oneWay whether links without their other direction count
 */
export function shortestPaths(
  table: LinkTable,
  nodes: number,
  source: number,
  ranks: Int32Array,
  oneWay: boolean,
): ShortestPaths {
  const cost = new Float64Array(nodes).fill(Infinity);
  const hops = new Int32Array(nodes);
  const before = new Int32Array(nodes).fill(-1);
  const heap = new RowHeap(cost);
  const { links, outgoing } = table;
  const { starts } = outgoing;
  cost[source] = 0;
  for (let row = source; row >= 0; row = heap.pop()) {
    const so = cost[row] ?? 0;
    const nextHops = (hops[row] ?? 0) + 1;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const link = outgoing.links[place] ?? 0;
      if (!oneWay && links.twoWay[link] === 0) continue;
      const to = links.to[link] ?? 0;
      const total = so + (links.cost[link] ?? Infinity);
      const known = cost[to] ?? 0;
      if (total > known || total === Infinity) continue;
      if (total === known) {
        const knownHops = hops[to] ?? 0;
        const isBetter =
          nextHops < knownHops ||
          (nextHops === knownHops && (ranks[row] ?? 0) < (ranks[before[to] ?? 0] ?? 0));
        if (!isBetter) continue;
      }
      hops[to] = nextHops;
      before[to] = row;
      if (total === known) continue;
      cost[to] = total;
      heap.raise(to);
    }
  }
  return { cost, hops, before };
}

/** The rows of the route to a row, both ends included; undefined if there is none. */
export function pathTo({ cost, before }: ShortestPaths, row: number): readonly number[] | undefined {
  if (cost[row] === Infinity) return undefined;
  const path = [row];
  for (let at = before[row] ?? -1; at >= 0; at = before[at] ?? -1) path.push(at);
  return path.reverse();
}
