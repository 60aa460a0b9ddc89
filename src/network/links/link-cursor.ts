import { writeSignals } from '../antennas.js';
import type { Medium } from '../medium.js';
import type { NodeEntry } from '../node-table.js';

/** One link after the other, without an object for each: links are many. It is valid until the visitor returns. */
export interface SeenLink {
  readonly from: string;
  readonly to: string;
  /** dB. */
  readonly snr: number;
  readonly mcs: number;
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

/** A link of a medium by its row. */
export class LinkCursor implements SeenLink {
  row = 0;
  readonly #medium: Medium;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  get from(): string {
    return this.#sender?.id ?? '';
  }

  get to(): string {
    return this.#receiver?.id ?? '';
  }

  get snr(): number {
    return this.#medium.links().links.snr[this.row] ?? 0;
  }

  get mcs(): number {
    return this.#medium.links().links.mcs[this.row] ?? 0;
  }

  get noise(): number {
    return this.#medium.table.columns.noise[this.#medium.links().links.to[this.row] ?? 0] ?? 0;
  }

  writeSignals(out: Float64Array, silent: number): void {
    const { settings } = this.#medium;
    const [sender, receiver] = [this.#sender, this.#receiver];
    if (sender === undefined || receiver === undefined) return;
    const signal = this.#medium.links().links.signal[this.row] ?? 0;
    const { antennas, state, key } = receiver;
    out.fill(silent);
    writeSignals(antennas, state.rxAntennas, signal, settings.antennaSpread, sender.key, key, out);
  }

  get #sender(): NodeEntry | undefined {
    const { table } = this.#medium;
    return table.entries[this.#medium.links().links.from[this.row] ?? 0];
  }

  get #receiver(): NodeEntry | undefined {
    const { table } = this.#medium;
    return table.entries[this.#medium.links().links.to[this.row] ?? 0];
  }
}
