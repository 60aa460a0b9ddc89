import { lengthOf } from '../geo/place.js';
import type { NodeColumns, NodeTable } from '../node-table.js';
import { Grid } from './grid.js';
import type { Group } from './groups.js';
import { LinkColumns } from './link-columns.js';
import { type LinkModel, LinkValues } from './link-model.js';
import type { LinkRules, RuleInForce } from './link-rules.js';
import type { PathLoss } from '../loss/path-loss.js';

/** Links by the node at one of their ends. */
export class LinkIndex {
  /** Where the links of a node begin: those of row `n` are `links[starts[n]]` up to `links[starts[n + 1]]`. */
  starts = new Int32Array(1);
  /** Rows of the columns of links. */
  links = new Int32Array(0);

  /** Counting sort. @param ends by link: the row of its node */
  sort(ends: Int32Array, count: number, nodes: number): void {
    if (this.links.length < count) this.links = new Int32Array(2 * count);
    if (this.starts.length < nodes + 2) this.starts = new Int32Array(2 * nodes + 2);
    const { starts, links } = this;
    starts.fill(0);
    // Counted two places on: then the sums are one place on, and each link that is placed moves the begin of its node
    // towards the begin of the next, where it has to be.
    for (let link = 0; link < count; link += 1) {
      const after = (ends[link] ?? 0) + 2;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let node = 1; node <= nodes; node += 1)
      starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
    for (let link = 0; link < count; link += 1) {
      const own = (ends[link] ?? 0) + 1;
      const place = starts[own] ?? 0;
      starts[own] = place + 1;
      links[place] = link;
    }
  }
}

/** All directed links of a network at one moment. */
export class LinkTable {
  readonly links = new LinkColumns();
  /** By sender. */
  readonly outgoing = new LinkIndex();
  /** By receiver. */
  readonly incoming = new LinkIndex();
  readonly #grid = new Grid();
  readonly #model: LinkModel;
  readonly #pathLoss: PathLoss;
  readonly #there = new LinkValues();
  readonly #back = new LinkValues();

  constructor(model: LinkModel, pathLoss: PathLoss) {
    this.#model = model;
    this.#pathLoss = pathLoss;
  }

  /** Computes all links anew. */
  rebuild(table: NodeTable, groups: readonly Group[], rules: LinkRules, seconds: number): void {
    this.rebuildInParts(table, groups, rules, seconds, Infinity).next();
  }

  /**
   * The same in parts, of as many nodes. Between them nothing may change, and no link be read.
   */
  *rebuildInParts(
    table: NodeTable,
    groups: readonly Group[],
    rules: LinkRules,
    seconds: number,
    perPart: number,
  ): Generator<void, void> {
    const nodes = table.columns;
    const count = table.entries.length;
    this.links.count = 0;
    const reaches = this.#reaches(nodes, count, groups);
    const { group, hasRules } = nodes;
    const add = (one: number, other: number, distance: number) => {
      if (hasRules[one] === 1 && hasRules[other] === 1) {
        this.#addRuled(table, one, other, distance, groups, rules, seconds);
        return;
      }
      const { frequency = 0 } = groups[group[one] ?? -1] ?? {};
      this.#add(nodes, one, other, distance, frequency, undefined, undefined);
    };
    const sorted = this.#grid.fill(nodes, count, reaches);
    for (let from = 0; from < sorted; from += perPart) {
      if (from > 0) yield;
      this.#grid.eachPair(from, Math.min(sorted, from + perPart), reaches, add);
    }
    this.#addPlaceless(table, groups, rules, seconds);
    this.outgoing.sort(this.links.from, this.links.count, count);
    this.incoming.sort(this.links.to, this.links.count, count);
  }

  /** Longest distance at which each group can hear, m. */
  #reaches(nodes: NodeColumns, count: number, groups: readonly Group[]): Float64Array {
    const most = groups.map(() => ({
      budget: -Infinity,
      gain: -Infinity,
      noise: Infinity,
      distance: 0,
      height: 0,
    }));
    for (let row = 0; row < count; row += 1) {
      const bounds = most[nodes.group[row] ?? -1];
      if (bounds === undefined) continue;
      bounds.budget = Math.max(bounds.budget, nodes.radiated[row] ?? 0);
      bounds.gain = Math.max(bounds.gain, (nodes.gain[row] ?? 0) + (nodes.combining[row] ?? 0));
      bounds.noise = Math.min(bounds.noise, nodes.noise[row] ?? 0);
      bounds.distance = Math.max(bounds.distance, nodes.maxDistance[row] ?? 0);
      bounds.height = Math.max(bounds.height, nodes.height[row] ?? 0);
    }
    return Float64Array.from(most, ({ budget, gain, noise, distance, height }, number) => {
      const loss = budget + gain - noise - this.#model.mcs.least + this.#model.maxShadowing;
      const { frequency = 0 } = groups[number] ?? {};
      // A little more, so that rounding excludes nobody.
      return Math.min(distance, this.#pathLoss.reach(loss + 1e-6, frequency, height));
    });
  }

  /** Adds the links of a pair, in both directions, unless its rules replace what follows from its distance. */
  #addRuled(
    table: NodeTable,
    one: number,
    other: number,
    distance: number,
    groups: readonly Group[],
    rules: LinkRules,
    seconds: number,
  ): void {
    const [from, to] = [table.entries[one], table.entries[other]];
    if (from === undefined || to === undefined || rules.isPlaceless(from, to, seconds)) return;
    const { frequency = 0 } = groups[table.columns.group[one] ?? -1] ?? {};
    const [there, back] = [rules.at(from, to, seconds), rules.at(to, from, seconds)];
    this.#add(table.columns, one, other, distance, frequency, there, back);
  }

  /** Adds the links that do not depend on positions: the grid does not find those of distant nodes. */
  #addPlaceless(table: NodeTable, groups: readonly Group[], rules: LinkRules, seconds: number): void {
    const { x, y, z, group } = table.columns;
    for (const [from, to] of rules.pairs()) {
      const [one, other] = [from.index, to.index];
      const number = group[one] ?? -1;
      if (number < 0 || group[other] !== number || !rules.isPlaceless(from, to, seconds)) continue;
      const [dx, dy, dz] = [x, y, z].map((axis) => (axis[one] ?? 0) - (axis[other] ?? 0));
      const distance = lengthOf(dx ?? 0, dy ?? 0, dz ?? 0);
      const { frequency = 0 } = groups[number] ?? {};
      const [there, back] = [rules.at(from, to, seconds), rules.at(to, from, seconds)];
      this.#add(table.columns, one, other, distance, frequency, there, back);
    }
  }

  #add(
    nodes: NodeColumns,
    one: number,
    other: number,
    distance: number,
    frequency: number,
    there: RuleInForce | undefined,
    back: RuleInForce | undefined,
  ): void {
    const isNear = distance <= Math.min(nodes.maxDistance[one] ?? 0, nodes.maxDistance[other] ?? 0);
    if (!isNear && there === undefined && back === undefined) return;
    const loss = this.#model.pathLoss(nodes, one, other, distance, frequency);
    const isThere =
      isPossible(isNear, there) && this.#model.evaluate(nodes, one, other, loss, there, this.#there);
    const isBack =
      isPossible(isNear, back) && this.#model.evaluate(nodes, other, one, loss, back, this.#back);
    if (!isThere && !isBack) return;
    this.links.reserve(this.links.count + 2);
    const isAcknowledged = isThere && isBack && delivers(this.#there) && delivers(this.#back);
    const twoWay = isAcknowledged ? 1 : 0;
    if (isThere) this.links.push(one, other, distance, this.#there, twoWay);
    if (isBack) this.links.push(other, one, distance, this.#back, twoWay);
  }
}

/** False where all packets are lost. */
function delivers({ cost }: LinkValues): boolean {
  return cost !== Infinity;
}

/** True if a direction can exist by its rule, near or not. */
function isPossible(isNear: boolean, rule: RuleInForce | undefined): boolean {
  if (rule?.cut === true) return false;
  return isNear || rule?.snr !== undefined || rule?.pathLoss !== undefined;
}
