import type { McsSettings } from './settings.js';

/** Indexes of one stream. */
const perStream = 8;
/** The most streams that an MCS can name: 0 to 31. */
const maxStreams = 4;

/** The MCS table with its settings: index 0 to 31, 8 to a stream. */
export class McsTable {
  /** SNR that an index needs, dB, power back-off included. */
  readonly needed = new Float64Array(perStream * maxStreams);
  /** Mb/s at 20 MHz. */
  readonly rate = new Float64Array(perStream * maxStreams);
  /** Power back-off of an index, dB. */
  readonly backOff = new Float64Array(perStream * maxStreams);
  /** By number of streams: the indexes worth using, the fastest first. A slower one that needs more SNR is none. */
  readonly #ladders: readonly Int8Array[];

  constructor({ rates, snr, implementationLoss, powerBackOff, streamPenalty }: McsSettings) {
    for (let mcs = 0; mcs < this.needed.length; mcs += 1) {
      const index = mcs % perStream;
      const streams = 1 + Math.floor(mcs / perStream);
      this.rate[mcs] = (rates[index] ?? 0) * streams;
      this.backOff[mcs] = powerBackOff[index] ?? 0;
      this.needed[mcs] =
        (snr[index] ?? 0) +
        implementationLoss +
        (powerBackOff[index] ?? 0) +
        streamPenalty * Math.log2(streams);
    }
    this.#ladders = Array.from({ length: maxStreams + 1 }, (_, streams) => this.#ladder(streams));
  }

  /** The SNR below which nothing is heard, dB: what the most robust MCS needs. */
  get least(): number {
    return this.needed[this.#ladders[1]?.at(-1) ?? 0] ?? 0;
  }

  /** The fastest MCS at an SNR, or -1 if none. @param streams at most so many */
  best(snr: number, streams: number): number {
    const ladder = this.#ladders[Math.min(streams, maxStreams)];
    if (ladder === undefined) return -1;
    for (const mcs of ladder) if (snr >= (this.needed[mcs] ?? 0)) return mcs;
    return -1;
  }

  /** A fixed MCS, with no more streams than there are. */
  limited(mcs: number, streams: number): number {
    return (mcs % perStream) + perStream * (Math.min(1 + Math.floor(mcs / perStream), streams) - 1);
  }

  #ladder(streams: number): Int8Array {
    const indexes = Array.from({ length: perStream * Math.min(streams, maxStreams) }, (_, mcs) => mcs);
    const [needed, rate] = [(mcs: number) => this.needed[mcs] ?? 0, (mcs: number) => this.rate[mcs] ?? 0];
    // The fastest first; of equally fast ones the one that needs least, then the one with fewer streams.
    indexes.sort((one, other) => rate(other) - rate(one) || needed(one) - needed(other) || one - other);
    let least = Infinity;
    const kept = indexes.filter((mcs) => {
      if (needed(mcs) >= least) return false;
      least = needed(mcs);
      return true;
    });
    return Int8Array.from(kept);
  }
}

/** The number of streams of an MCS, 1 to 4. */
export function streamsOf(mcs: number): number {
  return 1 + Math.floor(mcs / perStream);
}
