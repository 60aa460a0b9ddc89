import type { Json, JsonSeparators } from '../../core/json.js';
import type { MapLinkView, NetworkView } from '../network-view.js';
import { mcsText } from './mcs-text.js';

/** Antennas for which the map has a signal. */
const antennas = 4;

/** Coding scheme of a link to which nothing was sent yet. */
const unsentMcs = -1;

/** The meaning of `vgm` is unknown. */
const unknownVgm = '0';

/** One direction of a link. */
interface Direction {
  readonly sender: number;
  readonly receiver: number;
  readonly row: number;
}

/** The links of a network map as they were when it was asked for, by sender and receiver. */
export class MapLinks {
  #count = 0;
  #to = new Int32Array(1_024);
  #snr = new Float64Array(1_024);
  #mcs = new Int16Array(1_024);
  /** Signal at each antenna, dBm. */
  #signals = new Float64Array(antennas * 1_024);
  /** By sender: its links are from here on, up to those of the next. */
  readonly #starts = new Map<number, number>();
  readonly #ends = new Map<number, number>();
  /** Links as JSON, by separator: a fault may send one result in several formats. */
  readonly #texts = new Map<string, string[]>();

  constructor(network: Pick<NetworkView, 'visitLinks'>) {
    network.visitLinks((link) => this.#add(link));
  }

  /** The links that a node sends on. Each has what is known of both directions, at either end in the same order. */
  adjacencies(from: number): readonly Json[] {
    return this.#rowsOf(from, (to, rows) => {
      const data = rows.flatMap(({ sender, receiver, row }) => this.#data(sender, receiver, row));
      return { nodeFrom: String(from), nodeTo: String(to), data: Object.fromEntries(data) };
    });
  }

  /** The same as JSON. */
  text(from: number, separators: JsonSeparators): string {
    const { comma, colon } = separators;
    const known = this.#texts.get(comma) ?? [];
    this.#texts.set(comma, known);
    const texts = this.#rowsOf(from, (to, rows) => {
      let data = '';
      for (const { sender, receiver, row } of rows)
        data += `${data === '' ? '' : comma}${this.#text(sender, receiver, row, separators, known)}`;
      return `{"nodeFrom"${colon}"${from}"${comma}"nodeTo"${colon}"${to}"${comma}"data"${colon}{${data}}}`;
    });
    return `[${texts.join(comma)}]`;
  }

  /** Calls a function for each link of a sender, with its row and that of the other direction, the lower sender first. */
  #rowsOf<T>(from: number, write: (to: number, rows: readonly Direction[]) => T): readonly T[] {
    const written: T[] = [];
    const end = this.#ends.get(from) ?? 0;
    for (let row = this.#starts.get(from) ?? end; row < end; row += 1) {
      const to = this.#to[row] ?? 0;
      const there = { sender: from, receiver: to, row };
      const reverse = this.#rowOf(to, from);
      const back = reverse === undefined ? undefined : { sender: to, receiver: from, row: reverse };
      if (back === undefined) written.push(write(to, [there]));
      else written.push(write(to, from < to ? [there, back] : [back, there]));
    }
    return written;
  }

  #add(link: MapLinkView): void {
    const { from, to, snr, mcs } = link;
    const row = this.#count;
    if (row === this.#to.length) this.#grow();
    if (!this.#starts.has(from)) this.#starts.set(from, row);
    this.#ends.set(from, row + 1);
    this.#to[row] = to;
    this.#snr[row] = snr;
    this.#mcs[row] = mcs ?? unsentMcs;
    const atAntennas = link.signals();
    for (let antenna = 0; antenna < antennas; antenna += 1)
      this.#signals[antennas * row + antenna] = atAntennas[antenna] ?? 0;
    this.#count = row + 1;
  }

  #grow(): void {
    const [to, snr, mcs, signals] = [this.#to, this.#snr, this.#mcs, this.#signals];
    this.#to = new Int32Array(2 * to.length);
    this.#to.set(to);
    this.#snr = new Float64Array(2 * snr.length);
    this.#snr.set(snr);
    this.#mcs = new Int16Array(2 * mcs.length);
    this.#mcs.set(mcs);
    this.#signals = new Float64Array(2 * signals.length);
    this.#signals.set(signals);
  }

  /** Where a link is; its sender's are in the order of their receivers. */
  #rowOf(from: number, to: number): number | undefined {
    const end = this.#ends.get(from) ?? 0;
    let [low, high] = [this.#starts.get(from) ?? end, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#to[middle] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    return low < end && this.#to[low] === to ? low : undefined;
  }

  /** One direction of a link; the keys end with the IDs of sender and receiver. */
  #data(from: number, to: number, row: number): readonly (readonly [string, string])[] {
    const ends = `${from}_${to}`;
    return [
      [`$snr_${ends}`, this.#snrText(row)],
      [`$laMCS_${ends}`, this.#mcsText(row)],
      [`$pcns_${ends}`, this.#signalsText(row)],
      [`$vgm_${ends}`, unknownVgm],
    ];
  }

  /**
   * The same as members of a JSON object.
   * @param texts those that are written already, by row
   */
  #text(from: number, to: number, row: number, { comma, colon }: JsonSeparators, texts: string[]): string {
    const known = texts[row];
    if (known !== undefined) return known;
    const ends = `_${from}_${to}"${colon}"`;
    const next = `"${comma}"`;
    const text =
      `"$snr${ends}${this.#snrText(row)}${next}$laMCS${ends}${this.#mcsText(row)}` +
      `${next}$pcns${ends}${this.#signalsText(row)}${next}$vgm${ends}${unknownVgm}"`;
    // The other end needs it too. One result is written once.
    texts[row] = text;
    return text;
  }

  #snrText(row: number): string {
    return String(Math.round(this.#snr[row] ?? 0));
  }

  #mcsText(row: number): string {
    const mcs = this.#mcs[row] ?? unsentMcs;
    return mcsText(mcs === unsentMcs ? undefined : mcs);
  }

  #signalsText(row: number): string {
    let text = '';
    for (let antenna = 0; antenna < antennas; antenna += 1)
      text += `${antenna === 0 ? '' : '_'}${Math.round(this.#signals[antennas * row + antenna] ?? 0)}`;
    return text;
  }
}
