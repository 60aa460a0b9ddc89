import { lengthOf, positionOf } from './geo/place.js';
import type { Position } from './geo/position.js';
import { Interference } from './interference.js';
import { formGroups, type Group, writeNoise } from './links/groups.js';
import { LinkModel } from './links/link-model.js';
import { LinkRules } from './links/link-rules.js';
import { LinkTable } from './links/link-table.js';
import { pathLossOf } from './loss/models.js';
import type { Motion } from './motion/motion.js';
import { trackOf } from './motion/tracks.js';
import { type NetworkNode, type NodeState, readState } from './node.js';
import { type NodeEntry, NodeTable } from './node-table.js';
import type { PhysicsSettings } from './settings.js';

/** The nodes and everything between them, computed when it is asked for and kept until something changes. */
export class Medium {
  readonly table: NodeTable;
  readonly rules = new LinkRules();
  readonly interference: Interference;
  readonly model: LinkModel;
  readonly settings: PhysicsSettings;
  readonly #seed: number;
  readonly #links: LinkTable;
  #groups: readonly Group[] = [];
  #step = 0;
  #version = 0;
  #moving = 0;
  #arePositionsStale = false;
  #areStatesStale = false;
  #isNoiseStale = false;
  #areLinksStale = false;

  constructor(seed: number, settings: PhysicsSettings) {
    this.#seed = seed;
    this.settings = settings;
    this.table = new NodeTable(seed, settings);
    const pathLoss = pathLossOf(settings.propagation);
    this.interference = new Interference(pathLoss, settings.propagation.antennaHeight);
    this.model = new LinkModel(settings, pathLoss);
    this.#links = new LinkTable(this.model, pathLoss);
  }

  /** The time of the last tick, s. */
  get seconds(): number {
    return this.#step * this.settings.tick;
  }

  /** Rises with each change, so that callers can keep what they derived. */
  get version(): number {
    return this.#version;
  }

  /** Goes to the last tick at or before a time, in either direction. */
  advanceTo(seconds: number): void {
    // Times such as 0.3 s are not exact: a tick that is this near has come.
    const step = Math.floor(seconds / this.settings.tick + 1e-9);
    if (step === this.#step) return;
    this.#step = step;
    if (this.#moving > 0) this.#arePositionsStale = true;
    if (this.#moving > 0 || this.rules.hasSeries) this.changeLinks();
  }

  add(node: NetworkNode): NodeEntry {
    const entry = this.table.add(node, this.seconds);
    if (isMoving(entry)) this.#moving += 1;
    this.changeStates();
    return entry;
  }

  remove(entry: NodeEntry): void {
    if (isMoving(entry)) this.#moving -= 1;
    this.rules.remove(entry);
    // The last node gets the row of this one, with its position of now.
    this.table.remove(entry, this.seconds);
    this.changeStates();
  }

  /** Puts a node somewhere else, at once, and has it move from there. */
  move(entry: NodeEntry, position: Position, motion: Motion): void {
    if (isMoving(entry)) this.#moving -= 1;
    entry.position = position;
    entry.motion = motion;
    entry.track = trackOf(motion, { position, seed: this.#seed, id: entry.id });
    if (isMoving(entry)) this.#moving += 1;
    this.table.locate(entry, this.seconds);
    this.changeNoise();
  }

  /** Reads a node's state anew, from another source if one is given. */
  read(entry: NodeEntry, source: Partial<NodeState> = entry.source): void {
    // Throws before anything has changed.
    readState(entry.id, source);
    entry.source = source;
    this.table.read(entry);
    this.changeStates();
  }

  /** Says that the states of nodes, or which nodes there are, have changed. */
  changeStates(): void {
    this.#areStatesStale = true;
    this.changeNoise();
  }

  /** Says that a position or a source of interference has changed. */
  changeNoise(): void {
    this.#isNoiseStale = true;
    this.changeLinks();
  }

  /** Says that cuts or overrides have changed. */
  changeLinks(): void {
    this.#areLinksStale = true;
    this.#version += 1;
  }

  /** Where a node is. */
  positionOf(entry: NodeEntry): Required<Position> {
    if (isMoving(entry)) {
      this.#locate();
      return positionOf(entry.place);
    }
    return { altitude: 0, ...entry.position };
  }

  /** Distance of two nodes, m. */
  distance({ index: one }: NodeEntry, { index: other }: NodeEntry): number {
    this.#locate();
    const { x, y, z } = this.table.columns;
    const [dx = 0, dy = 0, dz = 0] = [x, y, z].map((axis) => (axis[one] ?? 0) - (axis[other] ?? 0));
    return lengthOf(dx, dy, dz);
  }

  /** Brings the columns of all nodes up to date. */
  refresh(): void {
    this.#locate();
    if (this.#areStatesStale) this.#groups = formGroups(this.table);
    if (this.#isNoiseStale) writeNoise(this.table, this.interference, this.settings.noiseFigure);
    this.#areStatesStale = false;
    this.#isNoiseStale = false;
  }

  /** All links of now. */
  links(): LinkTable {
    this.refresh();
    if (this.#areLinksStale) {
      this.#areLinksStale = false;
      this.#markRules();
      this.#links.rebuild(this.table, this.#groups, this.rules, this.seconds);
    }
    return this.#links;
  }

  /**
   * Computes them in parts, of as many nodes; ends early once something changes, or once another caller has asked for
   * them meanwhile.
   */
  *linksInParts(perPart: number): Generator<void, void> {
    this.refresh();
    const version = this.#version;
    yield;
    if (!this.#isStaleAt(version)) return;
    this.#markRules();
    const { table, rules, seconds } = this;
    const parts = this.#links.rebuildInParts(table, this.#groups, rules, seconds, perPart);
    while (parts.next().done !== true) {
      yield;
      if (!this.#isStaleAt(version)) return;
    }
    this.#areLinksStale = false;
  }

  /** True if nothing has changed since this version, and nobody has computed the links of it. */
  #isStaleAt(version: number): boolean {
    return this.#areLinksStale && this.#version === version;
  }

  /** Notes which nodes have rules. */
  #markRules(): void {
    const { hasRules } = this.table.columns;
    for (const { index, rules } of this.table.entries) hasRules[index] = rules > 0 ? 1 : 0;
  }

  #locate(): void {
    if (!this.#arePositionsStale) return;
    this.#arePositionsStale = false;
    const { seconds } = this;
    for (const entry of this.table.entries) if (isMoving(entry)) this.table.locate(entry, seconds);
    if (!this.interference.isEmpty) this.#isNoiseStale = true;
  }
}

function isMoving({ motion }: NodeEntry): boolean {
  return motion.kind !== 'still';
}
