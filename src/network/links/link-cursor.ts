import { writeSignals } from '../antennas.js';
import type { Medium } from '../medium.js';
import type { NodeEntry } from '../node-table.js';
import type { LinkColumns } from './link-columns.js';

/** One link after the other, without an object for each: links are many. It is valid until the visitor returns. */
export interface SeenLink {
  readonly from: string;
  readonly to: string;
  /** dB. */
  readonly snr: number;
  readonly mcs: number;
  /** m. */
  readonly distance: number;
  /** Noise and interference at the receiver, dBm. */
  readonly noise: number;
  /**
   * Writes the signal at each antenna of the receiver, dBm, to `out`.
   * @param silent where one is off, or is not there
   */
  writeSignals(out: Float64Array, silent: number): void;
}

/** Called for one link after the other. */
export type LinkVisitor = (link: SeenLink) => void;

/** A link of a medium by its row. The medium must not change while it is used. */
export class LinkCursor implements SeenLink {
  from = '';
  to = '';
  snr = 0;
  mcs = 0;
  distance = 0;
  noise = 0;
  readonly #links: LinkColumns;
  readonly #entries: readonly NodeEntry[];
  readonly #noise: Float64Array;
  readonly #spread: number;
  #row = 0;
  #sender: NodeEntry | undefined;
  #receiver: NodeEntry | undefined;

  constructor(medium: Medium) {
    this.#links = medium.links().links;
    this.#entries = medium.table.entries;
    this.#noise = medium.table.columns.noise;
    this.#spread = medium.settings.antennaSpread;
  }

  /** Goes to a link. */
  seek(row: number): void {
    const links = this.#links;
    const receiver = links.to[row] ?? 0;
    this.#row = row;
    this.#sender = this.#entries[links.from[row] ?? 0];
    this.#receiver = this.#entries[receiver];
    this.from = this.#sender?.id ?? '';
    this.to = this.#receiver?.id ?? '';
    this.snr = links.snr[row] ?? 0;
    this.mcs = links.mcs[row] ?? 0;
    this.distance = links.distance[row] ?? 0;
    this.noise = this.#noise[receiver] ?? 0;
  }

  writeSignals(out: Float64Array, silent: number): void {
    const [sender, receiver] = [this.#sender, this.#receiver];
    if (sender === undefined || receiver === undefined) return;
    const { antennas, state, key } = receiver;
    out.fill(silent);
    const signal = this.#links.signal[this.#row] ?? 0;
    writeSignals(antennas, state.rxAntennas, signal, this.#spread, sender.key, key, out);
  }
}
