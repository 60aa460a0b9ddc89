import type { Medium } from '../medium.js';
import { type Link, linkOf } from './link.js';
import type { LinkIndex } from './link-table.js';

/** Reads links out of the table of a medium. */
export class LinkReader {
  readonly #medium: Medium;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /** The links of a sender, by row. */
  from(row: number): readonly Link[] {
    return this.#of(this.#medium.links().outgoing, row);
  }

  /** The links of a receiver, by row. */
  to(row: number): readonly Link[] {
    return this.#of(this.#medium.links().incoming, row);
  }

  #of({ starts, links }: LinkIndex, row: number): readonly Link[] {
    return [...links.subarray(starts[row], starts[row + 1])].map((link) => this.#at(link));
  }

  #at(row: number): Link {
    const { table, model, settings } = this.#medium;
    const { links } = this.#medium.links();
    const [from, to] = [links.from[row] ?? 0, links.to[row] ?? 0];
    const mcs = links.mcs[row] ?? 0;
    const parts = {
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
    };
    return linkOf(parts, settings);
  }
}
