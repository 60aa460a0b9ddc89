import { shadowing } from '../loss/shadowing.js';
import type { PathLoss } from '../loss/path-loss.js';
import { McsTable } from '../mcs.js';
import type { NodeColumns } from '../node-table.js';
import type { PhysicsSettings } from '../settings.js';
import type { LinkConditions } from './override.js';

/** The least cost of a link, and the unit of all costs: 1 ns on the air. */
const leastCost = 1;

/** The values of one direction of a link. One object is filled again and again: links are many. */
export class LinkValues {
  /** Path loss, shadowing included, dB. */
  pathLoss = 0;
  /** At the strongest antenna, dBm. */
  signal = 0;
  snr = 0;
  mcs = 0;
  /** Data rate of the MCS, Mb/s. */
  rate = 0;
  /** 0 to 1. */
  packetLoss = 0;
  /** Time of the reference packet on the air, resends included, ns; infinite where all packets are lost. */
  cost = 0;

  /** A copy as a plain object. */
  copy(): Pick<LinkValues, 'pathLoss' | 'signal' | 'snr' | 'mcs' | 'rate' | 'packetLoss' | 'cost'> {
    const { pathLoss, signal, snr, mcs, rate, packetLoss, cost } = this;
    return { pathLoss, signal, snr, mcs, rate, packetLoss, cost };
  }
}

/** Computes links from the columns of two nodes. */
export class LinkModel {
  readonly mcs: McsTable;
  readonly #pathLoss: PathLoss;
  readonly #sigma: number;
  readonly #sigmaLimit: number;
  readonly #atThreshold: number;
  readonly #perDecibel: number;
  readonly #packetBits: number;
  readonly #leastSnr: number;

  constructor(settings: PhysicsSettings, pathLoss: PathLoss) {
    const { propagation, packetLoss, routing } = settings;
    this.mcs = new McsTable(settings.mcs);
    this.#pathLoss = pathLoss;
    this.#sigma = propagation.model === 'log-distance' ? propagation.sigma : 0;
    this.#sigmaLimit = propagation.sigmaLimit;
    this.#atThreshold = packetLoss.atThreshold;
    this.#perDecibel = Math.LN10 / packetLoss.decade;
    this.#leastSnr = this.mcs.least;
    this.#packetBits = routing.packetSize * 8;
  }

  /** The most that shadowing can add to a signal, dB. */
  get maxShadowing(): number {
    return this.#sigma * this.#sigmaLimit;
  }

  /** Data rate of an MCS at a bandwidth in MHz, Mb/s. */
  rateOf(mcs: number, bandwidth: number): number {
    return ((this.mcs.rate[mcs] ?? 0) * bandwidth) / 20;
  }

  /** Path loss between two rows at a distance, without and with shadowing the same in both directions, dB. */
  pathLoss(nodes: NodeColumns, from: number, to: number, distance: number, frequency: number): number {
    return this.meanPathLoss(nodes, from, to, distance, frequency) + this.shadowing(nodes, from, to);
  }

  /** Path loss without shadowing, dB. */
  meanPathLoss(nodes: NodeColumns, from: number, to: number, distance: number, frequency: number): number {
    return this.#pathLoss.loss(distance, frequency, nodes.height[from] ?? 0, nodes.height[to] ?? 0);
  }

  /** Shadowing between two rows, dB. */
  shadowing({ keyHigh, keyLow }: NodeColumns, from: number, to: number): number {
    if (this.#sigma === 0) return 0;
    const [sigma, limit] = [this.#sigma, this.#sigmaLimit];
    return shadowing(sigma, limit, keyHigh[from] ?? 0, keyLow[from] ?? 0, keyHigh[to] ?? 0, keyLow[to] ?? 0);
  }

  /**
   * Computes one direction of a link into `out`, and returns whether the receiver hears the sender. It does not look
   * at groups, distances and cuts.
   * @param pathLoss dB, of the model
   */
  evaluate(
    nodes: NodeColumns,
    from: number,
    to: number,
    pathLoss: number,
    conditions: LinkConditions | undefined,
    out: LinkValues,
  ): boolean {
    const noise = nodes.noise[to] ?? 0;
    const combining = nodes.combining[to] ?? 0;
    const unlost = (nodes.radiated[from] ?? 0) + (nodes.gain[to] ?? 0);
    if (conditions?.snr === undefined) {
      out.pathLoss = conditions?.pathLoss ?? pathLoss;
      out.signal = unlost - out.pathLoss;
      out.snr = out.signal + combining - noise;
    } else {
      out.snr = conditions.snr;
      out.signal = noise + out.snr - combining;
      out.pathLoss = unlost - out.signal;
    }
    if (out.snr < this.#leastSnr) return false;
    const streams = Math.min(nodes.senders[from] ?? 0, nodes.receivers[to] ?? 0);
    const best = this.mcs.best(out.snr, streams);
    if (best < 0) return false;
    const fixed = nodes.mcs[from] ?? -1;
    out.mcs = fixed < 0 ? best : this.mcs.limited(fixed, streams);
    const margin = out.snr - (this.mcs.needed[out.mcs] ?? 0);
    out.packetLoss =
      conditions?.packetLoss ?? Math.min(1, this.#atThreshold * Math.exp(-margin * this.#perDecibel));
    out.rate = this.rateOf(out.mcs, nodes.bandwidth[from] ?? 0);
    // Mb/s are bits per µs; whole ns, so that equal routes have equal costs however they are added up.
    const cost = Math.round((1000 * this.#packetBits) / (out.rate * (1 - out.packetLoss)));
    out.cost = Math.max(leastCost, cost);
    return true;
  }
}
