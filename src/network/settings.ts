import { deepFreeze } from '../core/freeze.js';

/** Model of path loss, with its parameters. */
export interface PropagationSettings {
  readonly model: 'free-space' | 'two-ray' | 'log-distance';
  /** Height of an antenna above ground where the node has none of its own, m (two-ray). */
  readonly antennaHeight: number;
  /** Path-loss exponent n (log-distance). */
  readonly exponent: number;
  /** Deviation of log-normal shadowing, dB (log-distance). */
  readonly sigma: number;
  /** Shadowing is cut at so many deviations. */
  readonly sigmaLimit: number;
  /** d0, m (log-distance). */
  readonly referenceDistance: number;
  /** L0, dB (log-distance); the free-space loss at d0 if undefined. */
  readonly referenceLoss: number | undefined;
  /** Frequency of L0, MHz: at others, L0 scales as in free space. Undefined: it is the same at all. */
  readonly referenceFrequency: number | undefined;
  /** Nearer nodes have the loss of this distance, m: the formulas hold in the far field only. */
  readonly minDistance: number;
}

/** Modulation and coding of one stream: index 0 to 7 in each list. */
export interface McsSettings {
  /** Mb/s at 20 MHz. */
  readonly rates: readonly number[];
  /** SNR for a packet error rate of 0.1, dB, of an ideal receiver. */
  readonly snr: readonly number[];
  /** SNR that a real receiver needs more, dB. */
  readonly implementationLoss: number;
  /** Power that a radio sends with less, dB. */
  readonly powerBackOff: readonly number[];
  /** SNR that is needed more each time the number of streams doubles, dB: they share the power. */
  readonly streamPenalty: number;
}

/** Packet loss by margin: `atThreshold` × 10^(−margin/`decade`), at most 1. */
export interface PacketLossSettings {
  /** Loss where the SNR is just what the MCS needs, 0 to 1. */
  readonly atThreshold: number;
  /** dB of SNR that make it a tenth. */
  readonly decade: number;
}

/** Conversion of a distance to ticks of 100 ns. */
export interface TimeOfFlightSettings {
  readonly rounding: 'nearest' | 'down' | 'up';
  /** Ticks that are added before rounding; below 0 the result is 0. */
  readonly offset: number;
  /** False: there and back. */
  readonly oneWay: boolean;
}

/** Choice of routes. */
export interface RoutingSettings {
  /** Size of the packet whose time on the air is the cost of a link, bytes. */
  readonly packetSize: number;
  /** True if a link carries routes though its other direction does not exist or loses all packets. */
  readonly oneWayLinks: boolean;
}

/** All that the model assumes. docs/network.md lists each member with its source. */
export interface PhysicsSettings {
  /** Time between two moves of a node, s. */
  readonly tick: number;
  readonly propagation: PropagationSettings;
  /** Noise figure of a receiver, dB. */
  readonly noiseFigure: number;
  readonly mcs: McsSettings;
  readonly packetLoss: PacketLossSettings;
  /** Share of the data rate that users get, 0 to 1. */
  readonly efficiency: number;
  /** Combination of the signals of several receiving antennas: the strongest, or the sum of their powers. */
  readonly combining: 'strongest' | 'maximal-ratio';
  /** An antenna receives up to so much less than the strongest, dB. */
  readonly antennaSpread: number;
  readonly timeOfFlight: TimeOfFlightSettings;
  readonly routing: RoutingSettings;
}

/** Changes of {@link PhysicsSettings}: what is left out keeps its default. */
export type PhysicsOptions = {
  readonly [K in keyof PhysicsSettings]?: PhysicsSettings[K] extends string | number
    ? PhysicsSettings[K]
    : Partial<PhysicsSettings[K]>;
};

/** The defaults. */
export const physicsDefaults: PhysicsSettings = deepFreeze({
  tick: 1,
  propagation: {
    model: 'free-space',
    antennaHeight: 1.5,
    exponent: 3,
    sigma: 0,
    sigmaLimit: 3,
    referenceDistance: 1,
    referenceLoss: undefined,
    referenceFrequency: undefined,
    minDistance: 1,
  },
  noiseFigure: 5,
  mcs: {
    rates: [6.5, 13, 19.5, 26, 39, 52, 58.5, 65],
    snr: [0.92, 3.94, 6.43, 9.7, 12.8, 17.04, 18.38, 19.63],
    implementationLoss: 3,
    powerBackOff: [0, 0, 0, 0, 0, 0, 0, 0],
    streamPenalty: 10 * Math.log10(2),
  },
  packetLoss: { atThreshold: 0.1, decade: 1 },
  efficiency: 1,
  combining: 'strongest',
  antennaSpread: 3,
  timeOfFlight: { rounding: 'nearest', offset: 0, oneWay: true },
  routing: { packetSize: 1500, oneWayLinks: false },
});

/** The defaults with changes over them. */
export function physicsSettings(options: PhysicsOptions = {}): PhysicsSettings {
  return {
    ...physicsDefaults,
    ...options,
    propagation: { ...physicsDefaults.propagation, ...options.propagation },
    mcs: { ...physicsDefaults.mcs, ...options.mcs },
    packetLoss: { ...physicsDefaults.packetLoss, ...options.packetLoss },
    timeOfFlight: { ...physicsDefaults.timeOfFlight, ...options.timeOfFlight },
    routing: { ...physicsDefaults.routing, ...options.routing },
  };
}
