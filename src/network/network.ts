import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import { signalsAt } from './antennas.js';
import { checkNumber } from './bounds.js';
import { checkPosition, type Position } from './geo/position.js';
import { checkInterference, type InterferenceSource } from './interference.js';
import { explainLink, type Explanation } from './links/budget.js';
import type { Link } from './links/link.js';
import type { LinkVisitor } from './links/link-cursor.js';
import { LinkReader } from './links/link-reader.js';
import type { Neighbour } from './links/neighbour.js';
import {
  checkDirections,
  checkOverride,
  type Directions,
  type LinkOverride,
  type LinkRule,
} from './links/override.js';
import { Medium } from './medium.js';
import type { Motion } from './motion/motion.js';
import { checkMotion, motionBounds } from './motion/tracks.js';
import { checkNode, compareIds, type NetworkNode, type NodeState } from './node.js';
import type { NodeEntry } from './node-table.js';
import { noiseFloor } from './noise.js';
import { type Branch, type Route, Routes, type WeakestLink } from './routes/routes.js';
import { checkSettings } from './settings-bounds.js';
import { type PhysicsOptions, type PhysicsSettings, physicsSettings } from './settings.js';

/** Nodes whose links are computed in one part of several. */
const nodesPerPart = 25;

/**
 * A network of radios. It is pure: links follow from the seed, the time, the nodes and their states, and neither from
 * the order in which these came nor from what was asked before. It has no clock; its owner says what time it is.
 */
export class Network {
  readonly settings: PhysicsSettings;
  readonly seed: number;
  readonly #medium: Medium;
  readonly #routes: Routes;
  readonly #reader: LinkReader;

  constructor({ seed, settings }: { readonly seed: number; readonly settings?: PhysicsOptions }) {
    this.seed = seed;
    this.settings = physicsSettings(settings);
    checkSettings(this.settings);
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw refused('seed', seed, 'a whole number from 0 to 2^53-1');
    this.#medium = new Medium(seed, this.settings);
    this.#routes = new Routes(this.#medium);
    this.#reader = new LinkReader(this.#medium);
  }

  /** The time of the last tick, s. */
  get seconds(): number {
    return this.#medium.seconds;
  }

  /** Rises with each change: what a caller derived from the network holds as long as it stays the same. */
  get version(): number {
    return this.#medium.version;
  }

  /** Goes to a time, s. Nodes move on ticks: they are where they are at the last tick at or before it. */
  advanceTo(seconds: number): void {
    checkNumber('advanceTo: seconds', seconds, motionBounds.seconds);
    this.#medium.advanceTo(seconds);
  }

  /** Adds a node. Its motion counts from the beginning of the network's time unless it says `since`. */
  add(node: NetworkNode): void {
    checkNode(node);
    if (this.has(node.id)) throw refused('add: id', node.id, 'an id that no other node has');
    this.#medium.add(node);
  }

  /** Removes a node, with its cuts and overrides. */
  remove(id: string): void {
    this.#medium.remove(this.#find('remove', id));
  }

  has(id: string): boolean {
    return this.#medium.table.find(id) !== undefined;
  }

  /** All ids, in their order as numbers. */
  ids(): readonly string[] {
    return this.#medium.table.ordered().map(({ id }) => id);
  }

  /** A node as it is now: its state, and the position that its motion began at. */
  node(id: string): NetworkNode & { readonly state: NodeState } {
    const { node, state, position, motion } = this.#find('node', id);
    return { ...node, position, motion, state: { ...state } };
  }

  /** Where a node is now. */
  position(id: string): Required<Position> {
    return this.#medium.positionOf(this.#find('position', id));
  }

  /** Present distance between two nodes, m. */
  distance(one: string, other: string): number {
    return this.#medium.distance(...this.#findPair('distance', one, other));
  }

  /** Puts a node somewhere else, at once. It stays there, or moves on from there and from now. */
  move(id: string, position: Position, motion: Motion = { kind: 'still' }): void {
    const entry = this.#find('move', id);
    checkPosition('move: position', position);
    checkMotion('move: motion', motion);
    const since = motion.kind === 'still' ? motion : { since: this.seconds, ...motion };
    this.#medium.move(entry, position, since);
  }

  /** Reads a node's state anew: its owner calls it after a change. */
  changed(id: string): void {
    this.#medium.read(this.#find('changed', id));
  }

  /** Changes the state of a node that has no owner who keeps it. */
  setState(id: string, change: Partial<NodeState>): void {
    const entry = this.#find('setState', id);
    this.#medium.read(entry, { ...entry.state, ...change });
  }

  /** Cuts a link. */
  cut(one: string, other: string, directions: Directions = {}): void {
    this.#setCut('cut', one, other, directions, true);
  }

  /** Undoes a cut. */
  join(one: string, other: string, directions: Directions = {}): void {
    this.#setCut('join', one, other, directions, false);
  }

  /** Replaces values of one direction of a link; undefined takes the override away. */
  override(from: string, to: string, override: LinkOverride | undefined): void {
    const [sender, receiver] = this.#findPair('override', from, to);
    if (override !== undefined) checkOverride('override', override);
    this.#medium.rules.setOverride(sender, receiver, override);
    this.#medium.changeLinks();
  }

  /** All cuts and overrides, by sender and receiver. */
  rules(): readonly LinkRule[] {
    return [...this.#medium.rules.entries()].sort(
      (one, other) => compareIds(one.from, other.from) || compareIds(one.to, other.to),
    );
  }

  /** Adds a source of interference, in place of one with the same id. */
  setInterference(source: InterferenceSource): void {
    checkInterference(source);
    this.#medium.interference.set(source);
    this.#medium.changeNoise();
  }

  /** Removes a source of interference. */
  removeInterference(id: string): void {
    if (!this.#medium.interference.remove(id)) {
      throw refused('removeInterference: id', id, 'the id of a source of interference');
    }
    this.#medium.changeNoise();
  }

  /** All sources of interference, by id. */
  interference(): readonly InterferenceSource[] {
    return this.#medium.interference.list();
  }

  /** Noise and interference at a node's receiver, dBm. */
  noise(id: string): number {
    const { index } = this.#find('noise', id);
    this.#medium.refresh();
    return this.#medium.table.columns.noise[index] ?? 0;
  }

  /** Noise at a node's receiver without interference, dBm. */
  noiseFloor(id: string): number {
    return noiseFloor(this.#find('noiseFloor', id).state.bandwidth, this.settings.noiseFigure);
  }

  /** The link from one node to another; undefined if the receiver hears nothing. */
  link(from: string, to: string): Link | undefined {
    return this.explain(from, to).link;
  }

  /** Why `to` hears `from` as it does, or does not. */
  explain(from: string, to: string): Explanation {
    return explainLink(this.#medium, ...this.#findPair('explain', from, to));
  }

  /** The signal at each antenna of `to`, dBm, undefined where one is off; an empty list without a link. */
  signals(from: string, to: string): readonly (number | undefined)[] {
    const link = this.link(from, to);
    return link === undefined ? [] : this.signalsOf(link);
  }

  /** The signal of a link at each antenna of its receiver, as {@link signals} gives it. */
  signalsOf({ from, to, signal }: Pick<Link, 'from' | 'to' | 'signal'>): readonly (number | undefined)[] {
    const [sender, receiver] = this.#findPair('signalsOf', from, to);
    const { antennas, state, key } = receiver;
    return signalsAt(antennas, state.rxAntennas, signal, this.settings.antennaSpread, sender.key, key);
  }

  /** The number of directed links. */
  get linkCount(): number {
    return this.#medium.links().links.count;
  }

  /** All directed links, by sender and receiver. */
  links(): readonly Link[] {
    return this.#reader.all();
  }

  /**
   * Computes what is asked for otherwise when a link or a route is, in parts: the first time takes long where there are
   * many nodes. Between two parts anything may be asked and changed.
   * @param id node whose routes are computed too
   */
  *linksInParts(id: string): Generator<void, void> {
    yield* this.#medium.linksInParts(nodesPerPart);
    yield;
    if (this.has(id)) this.#routes.costs(this.#find('linksInParts', id));
    yield;
    if (this.has(id)) this.visitReached(id, () => undefined);
  }

  /** Visits all directed links, by sender and receiver. */
  visitLinks(visitor: LinkVisitor): void {
    this.#reader.visit(visitor);
  }

  /** Visits the links among the nodes that a node reaches, itself included, by sender and receiver. */
  visitReached(id: string, visitor: LinkVisitor): void {
    this.#reader.visit(visitor, this.#routes.costs(this.#find('visitReached', id)));
  }

  /** The links to a node from those whom it hears, in the order of their ids. Throws as {@link links} does. */
  incoming(id: string): readonly Link[] {
    return this.#reader.to(this.#find('incoming', id).index);
  }

  /** The links between a node and those that it hears or that hear it, by id. */
  neighbours(id: string): readonly Neighbour[] {
    return this.#reader.around(this.#find('neighbours', id).index);
  }

  /** The cheapest route; undefined if there is none. */
  route(from: string, to: string): Route | undefined {
    return this.#routes.route(this.#find('route', from), this.#find('route', to));
  }

  /** The link with the lowest SNR on the route; undefined if there is none. */
  weakest(from: string, to: string): WeakestLink | undefined {
    return this.#routes.weakest(this.#find('weakest', from), this.#find('weakest', to));
  }

  /** All nodes that a node reaches, with their routes as a tree: itself first, then by hops and id. */
  tree(id: string): readonly Branch[] {
    return this.#routes.tree(this.#find('tree', id));
  }

  #setCut(where: string, one: string, other: string, directions: Directions, cut: boolean): void {
    const [from, to] = this.#findPair(where, one, other);
    const direction = checkDirections(where, directions);
    if (direction !== 'reverse') this.#medium.rules.setCut(from, to, cut);
    if (direction !== 'forward') this.#medium.rules.setCut(to, from, cut);
    this.#medium.changeLinks();
  }

  #find(where: string, id: string): NodeEntry {
    const entry = this.#medium.table.find(id);
    if (entry === undefined) throw refused(`${where}: node`, id, 'the id of a node of this network');
    return entry;
  }

  #findPair(where: string, one: string, other: string): readonly [NodeEntry, NodeEntry] {
    const pair = [this.#find(where, one), this.#find(where, other)] as const;
    if (one === other) throw refused(`${where}: node`, other, 'two different nodes');
    return pair;
  }
}

function refused(where: string, value: unknown, allowed: string): SilvusMockError {
  return new SilvusMockError(
    'OPTION_INVALID',
    `${where}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`,
  );
}
