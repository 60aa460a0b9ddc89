import type { Medium } from '../medium.js';
import { compareIds } from '../node.js';
import { type Link, linkOf } from './link.js';
import { LinkCursor, type LinkVisitor } from './link-cursor.js';
import type { LinkIndex } from './link-table.js';
import type { Neighbour } from './neighbour.js';

/** Reads links out of the table of a medium. */
export class LinkReader {
  readonly #medium: Medium;
  #rows = new Int32Array(0);
  /** Version of the medium at which the rows were ordered. */
  #orderedAt = -1;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /** All links, in the order of their senders' and receivers' ids. */
  all(): readonly Link[] {
    return Array.from(this.#ordered(), (row) => this.#at(row));
  }

  /**
   * Visits all links, or those among some nodes, in the order of their senders' and receivers' ids.
   * @param costs by row: a node with an infinite one is not among them
   */
  visit(visitor: LinkVisitor, costs?: Float64Array): void {
    const cursor = new LinkCursor(this.#medium);
    const { links } = this.#medium.links();
    for (const row of this.#ordered()) {
      const isBeyond = costs?.[links.from[row] ?? 0] === Infinity || costs?.[links.to[row] ?? 0] === Infinity;
      if (isBeyond) continue;
      cursor.seek(row);
      visitor(cursor);
    }
  }

  /** The links of the sender in a row, in the order of their receivers' ids. */
  from(row: number): readonly Link[] {
    const { outgoing, links } = this.#medium.links();
    return this.#of(outgoing, row, links.to);
  }

  /** The links of the receiver in a row, in the order of their senders' ids. */
  to(row: number): readonly Link[] {
    const { incoming, links } = this.#medium.links();
    return this.#of(incoming, row, links.from);
  }

  /** The links of the node in a row, each neighbour's two together, in the order of their ids. */
  around(row: number): readonly Neighbour[] {
    const [outgoing, incoming] = [this.from(row), this.to(row)];
    const neighbours: Neighbour[] = [];
    let [sent, heard] = [0, 0];
    for (;;) {
      const [out, back] = [outgoing[sent], incoming[heard]];
      if (out === undefined && back === undefined) return neighbours;
      // The lower of the two ids is next; where both are the same, they are one neighbour.
      const order = out === undefined ? 1 : back === undefined ? -1 : compareIds(out.to, back.from);
      const id = (order <= 0 ? out?.to : back?.from) ?? '';
      neighbours.push({
        id,
        incoming: order >= 0 ? back : undefined,
        outgoing: order <= 0 ? out : undefined,
      });
      if (order <= 0) sent += 1;
      if (order >= 0) heard += 1;
    }
  }

  /** Rows of all links, by the ranks of their senders, then by those of their receivers. */
  #ordered(): Int32Array {
    const { incoming, outgoing, links } = this.#medium.links();
    const { version, table } = this.#medium;
    if (this.#orderedAt === version) return this.#rows;
    const nodes = table.ordered();
    const { rank } = table.columns;
    const places = new Int32Array(nodes.length);
    let place = 0;
    for (const [at, { index }] of nodes.entries()) {
      places[at] = place;
      place += (outgoing.starts[index + 1] ?? 0) - (outgoing.starts[index] ?? 0);
    }
    // By receivers first: the links of each sender come in that order.
    const rows = new Int32Array(links.count);
    for (const { index } of nodes) {
      const end = incoming.starts[index + 1] ?? 0;
      for (let each = incoming.starts[index] ?? 0; each < end; each += 1) {
        const row = incoming.links[each] ?? 0;
        const sender = rank[links.from[row] ?? 0] ?? 0;
        const to = places[sender] ?? 0;
        places[sender] = to + 1;
        rows[to] = row;
      }
    }
    this.#rows = rows;
    this.#orderedAt = version;
    return rows;
  }

  #of({ starts, links }: LinkIndex, row: number, others: Int32Array): readonly Link[] {
    const { table } = this.#medium;
    table.ordered();
    const { rank } = table.columns;
    const rankOf = (link: number) => rank[others[link] ?? 0] ?? 0;
    const rows: number[] = [];
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) rows.push(links[place] ?? 0);
    rows.sort((one, other) => rankOf(one) - rankOf(other));
    return rows.map((link) => this.#at(link));
  }

  #at(row: number): Link {
    const { table, model, settings } = this.#medium;
    const { links } = this.#medium.links();
    const [from, to] = [links.from[row] ?? 0, links.to[row] ?? 0];
    const mcs = links.mcs[row] ?? 0;
    return linkOf(
      {
        from: table.entries[from]?.id ?? '',
        to: table.entries[to]?.id ?? '',
        distance: links.distance[row] ?? 0,
        pathLoss: links.pathLoss[row] ?? 0,
        signal: links.signal[row] ?? 0,
        noise: table.columns.noise[to] ?? 0,
        snr: links.snr[row] ?? 0,
        mcs,
        rate: model.rateOf(mcs, table.columns.bandwidth[from] ?? 0),
        packetLoss: links.packetLoss[row] ?? 0,
        cost: links.cost[row] ?? 0,
      },
      settings,
    );
  }
}
