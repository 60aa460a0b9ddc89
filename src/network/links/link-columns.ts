import type { LinkValues } from './link-model.js';

/** Directed links, one number of each column for each. */
export class LinkColumns {
  count = 0;
  from = new Int32Array(0);
  to = new Int32Array(0);
  distance = new Float64Array(0);
  pathLoss = new Float64Array(0);
  signal = new Float64Array(0);
  snr = new Float64Array(0);
  packetLoss = new Float64Array(0);
  cost = new Float64Array(0);
  mcs = new Uint8Array(0);
  /** 1 where both directions exist, and each delivers some packets. */
  twoWay = new Uint8Array(0);

  /** Makes room for so many links; those in the columns are kept. */
  reserve(count: number): void {
    if (count <= this.from.length) return;
    const rows = Math.max(64, 2 * this.from.length, count);
    this.from = copied(this.from, new Int32Array(rows));
    this.to = copied(this.to, new Int32Array(rows));
    this.distance = copied(this.distance, new Float64Array(rows));
    this.pathLoss = copied(this.pathLoss, new Float64Array(rows));
    this.signal = copied(this.signal, new Float64Array(rows));
    this.snr = copied(this.snr, new Float64Array(rows));
    this.packetLoss = copied(this.packetLoss, new Float64Array(rows));
    this.cost = copied(this.cost, new Float64Array(rows));
    this.mcs = copied(this.mcs, new Uint8Array(rows));
    this.twoWay = copied(this.twoWay, new Uint8Array(rows));
  }

  /** Adds a link. There must be room for it. */
  push(from: number, to: number, distance: number, values: LinkValues, twoWay: number): void {
    const row = this.count;
    this.count += 1;
    this.from[row] = from;
    this.to[row] = to;
    this.distance[row] = distance;
    this.pathLoss[row] = values.pathLoss;
    this.signal[row] = values.signal;
    this.snr[row] = values.snr;
    this.packetLoss[row] = values.packetLoss;
    this.cost[row] = values.cost;
    this.mcs[row] = values.mcs;
    this.twoWay[row] = twoWay;
  }
}

function copied<T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
