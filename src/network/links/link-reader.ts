import type { Medium } from '../medium.js';
import { compareIds } from '../node.js';
import { type Link, linkOf } from './link.js';
import type { LinkIndex } from './link-table.js';
import type { Neighbour } from './neighbour.js';

/** Reads links out of the table of a medium. */
export class LinkReader {
  readonly #medium: Medium;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /** All links, in the order of their senders' and receivers' ids. */
  all(): readonly Link[] {
    const links: Link[] = [];
    for (const { index } of this.#medium.table.ordered())
      for (const link of this.from(index)) links.push(link);
    return links;
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
