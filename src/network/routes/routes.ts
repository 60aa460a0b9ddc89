import type { LinkTable } from '../links/link-table.js';
import type { Medium } from '../medium.js';
import type { NodeEntry } from '../node-table.js';
import { pathTo, type ShortestPaths, shortestPaths } from './shortest-paths.js';

/** Most numbers that are kept in all trees together: a tree has one row for each node. */
const maxKept = 2_000_000;
/** Trees that are kept however large they are. */
const leastTrees = 8;

/** A route from one node to another. */
export interface Route {
  /** Ids from one end to the other, both included. */
  readonly nodes: readonly string[];
  /** Sum of the costs of its links, ns on the air. */
  readonly cost: number;
}

/** The link of a route with the lowest SNR. */
export interface WeakestLink {
  readonly from: string;
  readonly to: string;
  readonly snr: number;
}

/** A node that another can reach. */
export interface Branch {
  readonly id: string;
  /** The node before on the route; undefined for the node itself. */
  readonly parent: string | undefined;
  readonly hops: number;
  readonly cost: number;
}

/** Routes over the links of a medium, kept until something changes. */
export class Routes {
  readonly #medium: Medium;
  readonly #kept = new Map<number, ShortestPaths>();
  #version = -1;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /** The cheapest route; undefined if there is none. */
  route(from: NodeEntry, to: NodeEntry): Route | undefined {
    const paths = this.#from(from.index);
    const rows = pathTo(paths, to.index);
    return rows && { nodes: rows.map((row) => this.#idOf(row)), cost: paths.cost[to.index] ?? 0 };
  }

  /** The weakest link of the cheapest route, the first of equals; undefined without a route or for a node itself. */
  weakest(from: NodeEntry, to: NodeEntry): WeakestLink | undefined {
    const rows = pathTo(this.#from(from.index), to.index) ?? [];
    const table = this.#medium.links();
    let weakest: WeakestLink | undefined;
    for (let hop = 1; hop < rows.length; hop += 1) {
      const [one, other] = [rows[hop - 1] ?? 0, rows[hop] ?? 0];
      const snr = snrOf(table, one, other);
      if (weakest === undefined || snr < weakest.snr) {
        weakest = { from: this.#idOf(one), to: this.#idOf(other), snr };
      }
    }
    return weakest;
  }

  /** Costs of the routes to all nodes, by row; infinite where there is none. */
  costs(from: NodeEntry): Float64Array {
    return this.#from(from.index).cost;
  }

  /** All nodes that a node reaches, itself included, the nearest first: by hops, then by id. */
  tree(from: NodeEntry): readonly Branch[] {
    const { cost, hops, before } = this.#from(from.index);
    return (
      this.#medium.table
        .ordered()
        .filter(({ index }) => cost[index] !== Infinity)
        .map(({ id, index }) => {
          const parent = before[index] ?? -1;
          return {
            id,
            parent: parent < 0 ? undefined : this.#idOf(parent),
            hops: hops[index] ?? 0,
            cost: cost[index] ?? 0,
          };
        })
        // The sort is stable: equals stay in the order of their ids.
        .sort((one, other) => one.hops - other.hops)
    );
  }

  #from(row: number): ShortestPaths {
    const table = this.#medium.links();
    if (this.#version !== this.#medium.version) this.#kept.clear();
    this.#version = this.#medium.version;
    const kept = this.#kept.get(row);
    if (kept !== undefined) return kept;
    const nodes = this.#medium.table.ordered().length;
    const { oneWayLinks } = this.#medium.settings.routing;
    const paths = shortestPaths(table, nodes, row, this.#medium.table.columns.rank, oneWayLinks);
    const oldest = this.#kept.keys().next();
    const isFull = this.#kept.size >= leastTrees && (this.#kept.size + 1) * nodes > maxKept;
    if (isFull && oldest.done !== true) this.#kept.delete(oldest.value);
    this.#kept.set(row, paths);
    return paths;
  }

  #idOf(row: number): string {
    return this.#medium.table.entries[row]?.id ?? '';
  }
}

function snrOf({ links, outgoing }: LinkTable, from: number, to: number): number {
  for (const link of outgoing.links.subarray(outgoing.starts[from], outgoing.starts[from + 1])) {
    if (links.to[link] === to) return links.snr[link] ?? 0;
  }
  return Infinity;
}
