import {
  type Antennas,
  antennasOf,
  combiningGain,
  enabledAntennas,
  receivingGain,
  sendingGain,
} from './antennas.js';
import { type NodeKey, nodeKey } from './chance.js';
import { type Place, type Point, placeOf, writePoint } from './geo/place.js';
import type { Position } from './geo/position.js';
import type { Motion, Track } from './motion/motion.js';
import { trackOf } from './motion/tracks.js';
import { compareIds, type NetworkNode, type NodeState, readState } from './node.js';
import type { PhysicsSettings } from './settings.js';

/** A node, and its row in the table. */
export interface NodeEntry {
  readonly id: string;
  readonly node: NetworkNode;
  readonly antennas: Antennas;
  readonly key: NodeKey;
  /** Its row. It changes as other nodes are removed. */
  index: number;
  /** Source of {@link readState}. */
  source: Partial<NodeState>;
  state: NodeState;
  /** Where its motion began. */
  position: Position;
  motion: Motion;
  track: Track;
  place: Place;
  /** Number of cuts and overrides that it is an end of. */
  rules: number;
}

/** The columns of the table by name. All have one number for each node. */
function columns(rows: number) {
  const real = () => new Float64Array(rows);
  return {
    x: real(),
    y: real(),
    z: real(),
    /** Power and gain of the sending antennas, dBm. */
    radiated: real(),
    /** Gain of the best receiving antenna, dBi. */
    gain: real(),
    /** Gain of several receiving antennas over the best, dB. */
    combining: real(),
    /** Noise and interference, dBm. */
    noise: real(),
    maxDistance: real(),
    height: real(),
    bandwidth: real(),
    keyHigh: new Int32Array(rows),
    keyLow: new Int32Array(rows),
    /** The nodes that can hear each other have the same number; -1 hears nothing. */
    group: new Int32Array(rows),
    /** Sending and receiving antennas that are on; 0 senders of a muted node. */
    senders: new Uint8Array(rows),
    receivers: new Uint8Array(rows),
    /** -1: auto. */
    mcs: new Int8Array(rows),
    /** Place among all nodes in the order of their ids; up to date after {@link NodeTable.ordered}. */
    rank: new Int32Array(rows),
    /** 1 for a node with cuts or overrides. */
    hasRules: new Uint8Array(rows),
  };
}

/** All nodes as typed arrays, from which links are computed. */
export type NodeColumns = ReturnType<typeof columns>;

/** The nodes, and their columns. */
export class NodeTable {
  readonly entries: NodeEntry[] = [];
  readonly #byId = new Map<string, NodeEntry>();
  readonly #seed: number;
  readonly #settings: PhysicsSettings;
  #rows = 16;
  #columns = columns(this.#rows);
  #ordered: readonly NodeEntry[] | undefined;
  #point: Point = { x: 0, y: 0, z: 0 };

  constructor(seed: number, settings: PhysicsSettings) {
    this.#seed = seed;
    this.#settings = settings;
  }

  get columns(): NodeColumns {
    return this.#columns;
  }

  find(id: string): NodeEntry | undefined {
    return this.#byId.get(id);
  }

  /** All nodes in the order of their ids. */
  ordered(): readonly NodeEntry[] {
    if (this.#ordered === undefined) {
      this.#ordered = [...this.entries].sort((one, other) => compareIds(one.id, other.id));
      for (const [rank, { index }] of this.#ordered.entries()) this.#columns.rank[index] = rank;
    }
    return this.#ordered;
  }

  add(node: NetworkNode, seconds: number): NodeEntry {
    const source = node.state ?? {};
    const state = readState(node.id, source);
    const index = this.entries.length;
    const motion = node.motion ?? { kind: 'still' };
    const entry: NodeEntry = {
      id: node.id,
      node,
      antennas: antennasOf(node.antennas, node.gain),
      key: nodeKey(this.#seed, node.id),
      index,
      source,
      state,
      position: node.position,
      motion,
      track: trackOf(motion, { position: node.position, seed: this.#seed, id: node.id }),
      place: placeOf(node.position),
      rules: 0,
    };
    if (index === this.#rows) this.#grow(seconds);
    this.#ordered = undefined;
    this.entries.push(entry);
    this.#byId.set(entry.id, entry);
    this.#fill(entry, seconds);
    return entry;
  }

  /** Takes a node out. The last one gets its row. */
  remove(entry: NodeEntry, seconds: number): void {
    this.#byId.delete(entry.id);
    this.#ordered = undefined;
    const last = this.entries.pop();
    if (last === undefined || last === entry) return;
    last.index = entry.index;
    this.entries[last.index] = last;
    this.#fill(last, seconds);
  }

  /** Writes where a node is at a time. */
  locate(entry: NodeEntry, seconds: number): void {
    const { index, place } = entry;
    entry.track.write(seconds, place);
    writePoint(place, this.#point);
    this.#columns.x[index] = this.#point.x;
    this.#columns.y[index] = this.#point.y;
    this.#columns.z[index] = this.#point.z;
  }

  /** Reads a node's state anew. Nothing changes if it is not possible. */
  read(entry: NodeEntry): void {
    entry.state = readState(entry.id, entry.source);
    this.#describe(entry);
  }

  #fill(entry: NodeEntry, seconds: number): void {
    const { index, key, node } = entry;
    this.#columns.keyHigh[index] = key.high;
    this.#columns.keyLow[index] = key.low;
    this.#columns.height[index] = node.antennaHeight ?? this.#settings.propagation.antennaHeight;
    this.#describe(entry);
    this.locate(entry, seconds);
  }

  #describe({ index, state, antennas }: NodeEntry): void {
    const { txAntennas, rxAntennas, power, maxLinkDistance, muted, mcs, bandwidth } = state;
    const to = this.#columns;
    to.radiated[index] = power + sendingGain(antennas, txAntennas);
    to.gain[index] = receivingGain(antennas, rxAntennas);
    to.combining[index] = combiningGain(antennas, rxAntennas, this.#settings.combining);
    to.maxDistance[index] = maxLinkDistance;
    to.bandwidth[index] = bandwidth;
    to.senders[index] = muted ? 0 : enabledAntennas(antennas, txAntennas).length;
    to.receivers[index] = enabledAntennas(antennas, rxAntennas).length;
    to.mcs[index] = mcs === 'auto' ? -1 : mcs;
  }

  #grow(seconds: number): void {
    this.#rows *= 2;
    const larger = columns(this.#rows);
    this.#columns = larger;
    for (const entry of this.entries) this.#fill(entry, seconds);
  }
}
