import type { PhysicsSettings } from '../settings.js';
import { streamsOf } from '../mcs.js';
import { timeOfFlight } from '../time-of-flight.js';

/** One direction of a link: what the receiver `to` hears of the sender `from`. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** m. */
  readonly distance: number;
  /** dB, shadowing included. */
  readonly pathLoss: number;
  /** At the strongest receiving antenna, dBm. */
  readonly signal: number;
  /** Noise and interference at the receiver, dBm. */
  readonly noise: number;
  /** dB. */
  readonly snr: number;
  readonly mcs: number;
  readonly streams: number;
  /** Data rate of the MCS, Mb/s. */
  readonly rate: number;
  /** Share of packets lost, 0 to 1. */
  readonly packetLoss: number;
  /** Rate of data that arrives, Mb/s. */
  readonly throughput: number;
  /** Ticks of 100 ns. */
  readonly timeOfFlight: number;
  /** ns on the air for the reference packet; routes add it up. */
  readonly cost: number;
}

/** Members of a {@link Link} from which the others follow. */
type LinkParts = Omit<Link, 'streams' | 'throughput' | 'timeOfFlight'>;

/** A link with all that follows from its parts. */
export function linkOf(parts: LinkParts, settings: PhysicsSettings): Link {
  const { from, to, distance, pathLoss, signal, noise, snr, mcs, rate, packetLoss, cost } = parts;
  // Member by member: copying all at once takes four times as long, and links are many.
  return {
    from,
    to,
    distance,
    pathLoss,
    signal,
    noise,
    snr,
    mcs,
    streams: streamsOf(mcs),
    rate,
    packetLoss,
    throughput: rate * (1 - packetLoss) * settings.efficiency,
    timeOfFlight: timeOfFlight(distance, settings.timeOfFlight),
    cost,
  };
}
