import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import { checkNumber } from './bounds.js';
import { checkPosition, type Position } from './geo/position.js';
import type { Motion } from './motion/motion.js';
import { checkMotion } from './motion/tracks.js';

/** State of a node on the air. */
type OnAir = 'on' | 'blackout' | 'offline';

/**
 * The part of a radio that decides who hears it. The model reads it when the node is added and each time its owner says that
 * it has changed; an object with getters is as good as one with values.
 */
export interface NodeState {
  /** MHz. */
  readonly frequency: number;
  /** MHz. */
  readonly bandwidth: number;
  readonly networkName: string;
  /** A text that stands for the encryption key; empty if there is none. It is compared, never shown. */
  readonly key: string;
  readonly routingMode: string;
  /** Total output, dBm. */
  readonly power: number;
  /** A bit for each antenna that sends. */
  readonly txAntennas: number;
  /** A bit for each antenna that receives. */
  readonly rxAntennas: number;
  /** Longer links do not exist, m. */
  readonly maxLinkDistance: number;
  /** The node starts no transmission (`tx_fifo_disable`). */
  readonly muted: boolean;
  /** The MCS that it sends with, 0 to 31. */
  readonly mcs: number | 'auto';
  readonly onAir: OnAir;
}

/** The state of a node that names nothing else. */
export const stateDefaults: NodeState = Object.freeze({
  frequency: 2490,
  bandwidth: 20,
  networkName: '',
  key: '',
  routingMode: 'large',
  power: 30,
  txAntennas: 15,
  rxAntennas: 15,
  maxLinkDistance: 1000,
  muted: false,
  mcs: 'auto',
  onAir: 'on',
});

/** A node of the network. */
export interface NetworkNode {
  readonly id: string;
  readonly position: Position;
  /** Still if not given. */
  readonly motion?: Motion;
  /** Number of antennas, 1 to 4 (4). */
  readonly antennas?: number;
  /** Gain of all antennas, or of each, dBi (0). */
  readonly gain?: number | readonly number[];
  /** Height of the antennas above ground for two-ray, m; that of the settings if not given. */
  readonly antennaHeight?: number;
  readonly state?: Partial<NodeState>;
}

/** Orders ids as numbers are ordered: the shorter first, then by character. */
export function compareIds(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The bounds of a node's numbers. */
export const nodeBounds = {
  antennas: { min: 1, max: 4, unit: '' },
  gain: { min: -60, max: 60, unit: 'dBi' },
  antennaHeight: { min: 0.1, max: 1000, unit: 'm' },
  frequency: { min: 1, max: 100_000, unit: 'MHz' },
  bandwidth: { min: 0.01, max: 1000, unit: 'MHz' },
  power: { min: -100, max: 100, unit: 'dBm' },
  antennaMask: { min: 0, max: 15, unit: '' },
  maxLinkDistance: { min: 0, max: 1_000_000, unit: 'm' },
  mcs: { min: 0, max: 31, unit: '' },
} as const;

/** Reads the whole state once, member by member, so that getters of a class count. */
export function readState(id: string, state: Partial<NodeState>): NodeState {
  const read: NodeState = {
    frequency: state.frequency ?? stateDefaults.frequency,
    bandwidth: state.bandwidth ?? stateDefaults.bandwidth,
    networkName: state.networkName ?? stateDefaults.networkName,
    key: state.key ?? stateDefaults.key,
    routingMode: state.routingMode ?? stateDefaults.routingMode,
    power: state.power ?? stateDefaults.power,
    txAntennas: state.txAntennas ?? stateDefaults.txAntennas,
    rxAntennas: state.rxAntennas ?? stateDefaults.rxAntennas,
    maxLinkDistance: state.maxLinkDistance ?? stateDefaults.maxLinkDistance,
    muted: state.muted ?? stateDefaults.muted,
    mcs: state.mcs ?? stateDefaults.mcs,
    onAir: state.onAir ?? stateDefaults.onAir,
  };
  const where = `node ${valueExcerpt(id)}.state`;
  for (const name of ['frequency', 'bandwidth', 'power', 'maxLinkDistance'] as const) {
    checkNumber(`${where}.${name}`, read[name], nodeBounds[name]);
  }
  for (const name of ['txAntennas', 'rxAntennas'] as const) {
    checkNumber(`${where}.${name}`, read[name], nodeBounds.antennaMask);
  }
  if (read.mcs !== 'auto') checkNumber(`${where}.mcs`, read.mcs, nodeBounds.mcs);
  return read;
}

/** Throws `OPTION_INVALID` for a node that is not possible. */
export function checkNode(node: NetworkNode): void {
  if (typeof node.id !== 'string' || node.id === '') {
    const message = `node: id: ${valueExcerpt(node.id)} is not allowed; allowed: a text that is not empty`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const where = `node ${valueExcerpt(node.id)}`;
  checkPosition(`${where}.position`, node.position);
  if (node.motion !== undefined) checkMotion(`${where}.motion`, node.motion);
  const { antennas = 4, gain = 0 } = node;
  checkNumber(`${where}.antennas`, antennas, nodeBounds.antennas);
  for (const each of [gain].flat()) checkNumber(`${where}.gain`, each, nodeBounds.gain);
  if (typeof gain !== 'number' && gain.length !== antennas) {
    const message = `${where}.gain: ${valueExcerpt(gain)} is not allowed; allowed: one number, or one for each antenna (${antennas})`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  if (node.antennaHeight !== undefined) {
    checkNumber(`${where}.antennaHeight`, node.antennaHeight, nodeBounds.antennaHeight);
  }
}
