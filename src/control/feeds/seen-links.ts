import type { SharedNetwork } from '../../simulator/network/shared-network.js';

type Model = SharedNetwork['model'];

/** Stands for no link in a direction: a number, as all others, so that links stay small. */
const none = -1_000_000;

/** Bits of the directions that are cut, from the lower ID to the higher and back. */
const forward = 1;
const reverse = 2;

const cutNames = ['', ',"cut":"forward"', ',"cut":"reverse"', ',"cut":"both"'];

/** A number that stands for a pair of nodes; node IDs are lower than the factor. */
const pairFactor = 2 ** 21;

/** A pair of nodes of which one hears the other, or that is cut. */
class SeenLink {
  /** The lower ID. */
  readonly one: number;
  readonly other: number;
  json = '';
  /** Number of the update that has found it. */
  round = 0;
  /** As it is now: what the other hears of the one, and back. */
  snrThere = none;
  snrBack = none;
  mcsThere = none;
  mcsBack = none;
  distance = 0;
  cuts = 0;
  readonly #known = { snrThere: none, snrBack: none, mcsThere: none, mcsBack: none, distance: NaN, cuts: 0 };

  constructor(one: number, other: number) {
    this.one = one;
    this.other = other;
  }

  /** Begins an update: there is nothing until it is found. */
  clear(round: number): void {
    this.round = round;
    this.snrThere = this.snrBack = this.mcsThere = this.mcsBack = none;
    this.cuts = 0;
  }

  /** The signal of the other node at `to`; `undefined` for none. */
  snrTo(to: number): number | undefined {
    const snr = to === this.other ? this.snrThere : this.snrBack;
    return snr === none ? undefined : snr;
  }

  /** Ends an update; true if something has changed. */
  settle(): boolean {
    const { snrThere, snrBack, mcsThere, mcsBack, distance, cuts } = this;
    const known = this.#known;
    const isSame =
      snrThere === known.snrThere &&
      snrBack === known.snrBack &&
      mcsThere === known.mcsThere &&
      mcsBack === known.mcsBack &&
      distance === known.distance &&
      cuts === known.cuts;
    if (isSame) return false;
    known.snrThere = snrThere;
    known.snrBack = snrBack;
    known.mcsThere = mcsThere;
    known.mcsBack = mcsBack;
    known.distance = distance;
    known.cuts = cuts;
    const ends = `"nodes":[${this.one},${this.other}]`;
    const heard = `"snr":[${json(snrThere)},${json(snrBack)}],"mcs":[${json(mcsThere)},${json(mcsBack)}]`;
    this.json = `{${ends},${heard},"distance":${distance}${cutNames[cuts] ?? ''}}`;
    return true;
  }
}

const json = (value: number) => (value === none ? 'null' : String(value));

/** Links that have changed, as JSON, and those that are there no more, by their nodes. */
export interface LinkChanges {
  readonly changed: readonly string[];
  readonly removed: readonly (readonly [number, number])[];
}

/** The links of a network as its followers know them: SNR to a tenth of a dB, distances to a metre. */
export class SeenLinks {
  readonly #seen = new Map<number, SeenLink>();
  #round = 0;

  /** All links, as JSON. */
  all(): readonly string[] {
    return Array.from(this.#seen.values(), (link) => link.json);
  }

  /** The SNR of a direction, dB; undefined if nothing is heard. */
  snr(from: number, to: number): number | undefined {
    return this.#seen.get(pairOf(from, to))?.snrTo(to);
  }

  /** Brings them up to date with a model. */
  update(model: Model): LinkChanges {
    this.#round += 1;
    model.visitLinks(({ from, to, snr, mcs, distance }) => {
      const [sender, receiver] = [Number(from), Number(to)];
      const link = this.#at(sender, receiver);
      const rounded = Math.round(snr * 10) / 10;
      if (sender < receiver) {
        link.snrThere = rounded;
        link.mcsThere = mcs;
      } else {
        link.snrBack = rounded;
        link.mcsBack = mcs;
      }
      link.distance = Math.round(distance);
    });
    for (const { from, to, cut } of model.rules()) {
      if (!cut) continue;
      const [sender, receiver] = [Number(from), Number(to)];
      const link = this.#at(sender, receiver);
      link.cuts |= sender < receiver ? forward : reverse;
      link.distance = Math.round(model.distance(from, to));
    }
    return this.#settle();
  }

  #at(sender: number, receiver: number): SeenLink {
    const pair = pairOf(sender, receiver);
    let link = this.#seen.get(pair);
    if (link === undefined) {
      link = new SeenLink(Math.min(sender, receiver), Math.max(sender, receiver));
      this.#seen.set(pair, link);
    }
    if (link.round !== this.#round) link.clear(this.#round);
    return link;
  }

  #settle(): LinkChanges {
    const changed: string[] = [];
    const removed: (readonly [number, number])[] = [];
    for (const [pair, link] of this.#seen) {
      if (link.round === this.#round) {
        if (link.settle()) changed.push(link.json);
      } else {
        this.#seen.delete(pair);
        removed.push([link.one, link.other]);
      }
    }
    return { changed, removed };
  }
}

const pairOf = (one: number, other: number) =>
  one < other ? one * pairFactor + other : other * pairFactor + one;
