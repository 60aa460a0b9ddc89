import type { EffectiveLine } from '../config/print.js';
import type { ProgramSettings } from '../config/program-settings.js';
import type { Config } from '../config/schema.js';
import type { NetworkDocument, SteeringLine } from '../config/network/schema/document.js';
import type { ControlAddress, ControlPort } from '../control/server/control-port.js';
import { SilvusMockError } from '../core/errors.js';
import type { Listener } from '../core/events.js';
import { isError } from '../core/realm.js';
import { valueExcerpt } from '../core/text.js';
import type { Clock } from '../core/time/clock.js';
import type { Position } from '../network/geo/position.js';
import type { InterferenceSource } from '../network/interference.js';
import type { Explanation } from '../network/links/budget.js';
import type { Link } from '../network/links/link.js';
import {
  type Directions,
  type LinkOverride,
  checkDirections,
  checkOverride,
  isSeries,
} from '../network/links/override.js';
import type { Motion } from '../network/motion/motion.js';
import type { Network } from '../network/network.js';
import type { CloseReport, SimulatorEvents } from '../simulator/events.js';
import { type FoundNetwork, networkDocument } from '../simulator/network/network-document.js';
import type { SharedNetwork } from '../simulator/network/shared-network.js';
import type { Node } from '../simulator/node.js';
import type { ReloadReport } from '../simulator/reload/report.js';
import type { NodeParts, Simulator } from '../simulator/simulator.js';
import type { Lifecycle } from '../simulator/snapshot.js';
import { type CloseOptions, graceOf } from './grace.js';
import { SimulatedRadio } from './simulated-radio.js';

/** A node as a network document has it. */
export type NodeDocument = NonNullable<NetworkDocument['nodes']>[number];

/** Parts of a network of radios. */
interface RadioNetworkParts<C extends Clock> {
  readonly simulator: Simulator;
  readonly network: SharedNetwork;
  readonly control: ControlPort;
  readonly clock: C;
  /** The parts of a node that is added. Throws `OPTION_INVALID`. */
  readonly added: (node: NodeDocument) => readonly NodeParts[];
}

/** A node's ID: `310061` or `"310061"`. */
export type NodeId = number | string;

/** A network of simulated radios: one life, one clock, one log; each radio with the face that a single one has. */
export class RadioNetwork<C extends Clock = Clock> {
  /** Time of all its radios. */
  readonly clock: C;
  readonly #simulator: Simulator;
  readonly #network: SharedNetwork;
  readonly #control: ControlPort;
  readonly #added: RadioNetworkParts<C>['added'];
  readonly #radios = new WeakMap<Node, SimulatedRadio>();

  /** @internal {@link startNetwork} makes it. */
  constructor({ simulator, network, control, clock, added }: RadioNetworkParts<C>) {
    this.#added = added;
    this.clock = clock;
    this.#simulator = simulator;
    this.#network = network;
    this.#control = control;
  }

  /** State of its life. */
  get lifecycle(): Lifecycle {
    return this.#simulator.lifecycle;
  }

  /** Address of the control plane; undefined while there is none. */
  get control(): ControlAddress | undefined {
    return this.#control.address;
  }

  /** Source of all chance: the same seed gives the same bytes. */
  get seed(): number {
    return this.#simulator.seed;
  }

  /** The settings in force, those of all radios. */
  get config(): Config {
    return this.#simulator.config;
  }

  /** Every setting in force, and the place that its value came from; secrets are not shown. */
  configuration(): Promise<readonly EffectiveLine[]> {
    return this.#simulator.configuration();
  }

  /** Applies other settings to all radios while they run. See `SilvusMock.reload`; the network itself stays. */
  reload(settings?: ProgramSettings): Promise<ReloadReport> {
    return this.#simulator.reload(settings);
  }

  /** All radios, in the order in which they were given and added. */
  get radios(): readonly SimulatedRadio[] {
    return this.#simulator.nodes.map((node) => this.#radioOf(node));
  }

  /** The radio with a node ID. Throws `OPTION_INVALID` for one that no radio has. */
  radio(id: NodeId): SimulatedRadio {
    return this.#radioOf(this.#nodeOf('radio', id));
  }

  /** Where a node is now. */
  position(id: NodeId): Required<Position> {
    return this.#model.position(this.#keyOf('position', id));
  }

  /** Puts a node somewhere else, at once. It stays there, or moves on from there and from now. */
  move(id: NodeId, position: Position, motion?: Motion): void {
    this.#network.steer({ do: 'move', node: this.#idOf('move', id), position, motion });
  }

  /** Cuts a link, in both directions or in one. */
  cut(one: NodeId, other: NodeId, directions: Directions = {}): void {
    const [from, to] = [this.#idOf('cut', one), this.#idOf('cut', other)];
    this.#network.steer({ do: 'cut', from, to, direction: checkDirections('cut', directions) });
  }

  /** Undoes a cut. */
  join(one: NodeId, other: NodeId, directions: Directions = {}): void {
    const [from, to] = [this.#idOf('join', one), this.#idOf('join', other)];
    this.#network.steer({ do: 'join', from, to, direction: checkDirections('join', directions) });
  }

  /** Replaces values of one direction of a link, for good or by a series; undefined takes them away. */
  override(from: NodeId, to: NodeId, override: LinkOverride | undefined): void {
    const ends = { from: this.#idOf('override', from), to: this.#idOf('override', to) };
    if (override !== undefined) checkOverride('override', override);
    const conditions = isSeries(override) ? { series: override } : override;
    this.#network.steer({ ...conditions, do: 'override', ...ends });
  }

  /** Adds a source of interference, in place of one with the same id. */
  setInterference(source: InterferenceSource): void {
    this.#network.steer({ do: 'set-interference', source });
  }

  /** Removes a source of interference. */
  removeInterference(id: string): void {
    this.#network.steer({ do: 'remove-interference', id });
  }

  /**
   * Everything that was done to the network while it ran, and what its steering will still do: with the same network
   * and seed, `startNetwork({ network, steering })` has the same links at any moment.
   */
  steering(): readonly SteeringLine[] {
    return this.#network.log.lines;
  }

  /**
   * The network as it is now, as a document: `startNetwork` makes one with the same links from it, which goes on in
   * the same way. What was found in it, its positions, links and routes, is the member `now`. Keys are in clear.
   * @param from the node at which the routes begin (the first)
   */
  document(from?: NodeId): FoundNetwork {
    const first = from === undefined ? undefined : this.#idOf('document', from);
    return networkDocument(this.#network, { from: first, hidesKeys: false });
  }

  /** All links that carry data now, each direction by itself. */
  links(): readonly Link[] {
    return this.#model.links();
  }

  /** The node IDs on the route between two nodes, both included; undefined without a route. */
  route(from: NodeId, to: NodeId): readonly number[] | undefined {
    return this.#model.route(this.#keyOf('route', from), this.#keyOf('route', to))?.nodes.map(Number);
  }

  /** The budget of one direction of a link line by line, or the first reason why there is no link. */
  explain(from: NodeId, to: NodeId): Explanation {
    return this.#model.explain(this.#keyOf('explain', from), this.#keyOf('explain', to));
  }

  /** Calls `listener` on each event of each radio; see `SilvusMock.on`. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#simulator.on(event, listener);
  }

  /**
   * Opens the ports of all radios that are served. A second call returns the same promise. Rejects as
   * `SilvusMock.start` does.
   */
  async start(): Promise<this> {
    await this.#simulator.start();
    return this;
  }

  /**
   * Adds a node, written as in a network document; its radio answers when this resolves. Rejects with
   * `OPTION_INVALID`, `NOT_RUNNING`, `PORT_UNAVAILABLE`; nothing is left of it then.
   */
  async add(node: NodeDocument): Promise<SimulatedRadio> {
    const [parts] = this.#added(node);
    if (parts === undefined) throw new SilvusMockError('OPTION_INVALID', 'add: there is no node');
    return this.#radioOf(await this.#simulator.add(parts));
  }

  /** Removes a node; its radio is closed first. Rejects with `OPTION_INVALID` for one that is not there. */
  async remove(id: NodeId): Promise<void> {
    await this.#simulator.remove(this.#nodeOf('remove', id).id);
  }

  /**
   * Puts all radios back to their start, see {@link SimulatedRadio.reset}, and the network: its time, places, cuts,
   * overrides, interference; its steering begins anew. Nodes that were added stay, those that were removed do not come
   * back. Rejects with `FLASH_UNWRITABLE`.
   */
  reset(): Promise<void> {
    return this.#simulator.reset();
  }

  /** Stops accepting, answers what was accepted, and releases everything. See `SilvusMock.close`. */
  close(options: CloseOptions = {}): Promise<CloseReport> {
    try {
      return this.#simulator.close(graceOf(options, this.#simulator.config.close.grace));
    } catch (error) {
      return Promise.reject(isError(error) ? error : new Error(String(error)));
    }
  }

  /** Closes: `await using network = await startNetwork(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #model(): Network {
    return this.#network.model;
  }

  /** Any radio, in the network or alone. */
  #nodeOf(where: string, id: NodeId): Node {
    const nodeid = numberOf(id);
    const node = this.#simulator.nodes.find((each) => each.nodeid === nodeid);
    if (node === undefined) throw unknownNode(where, id);
    return node;
  }

  #radioOf(node: Node): SimulatedRadio {
    const known = this.#radios.get(node);
    if (known !== undefined) return known;
    const radio = new SimulatedRadio(this.#simulator, node, node.clock);
    this.#radios.set(node, radio);
    return radio;
  }

  #keyOf(where: string, id: NodeId): string {
    return String(this.#idOf(where, id));
  }

  #idOf(where: string, id: NodeId): number {
    const nodeid = numberOf(id);
    if (typeof nodeid === 'number' && this.#network.member(nodeid) !== undefined) return nodeid;
    throw unknownNode(where, id);
  }
}

function numberOf(id: NodeId): NodeId {
  return typeof id === 'string' && /^\d{1,7}$/.test(id) ? Number(id) : id;
}

function unknownNode(where: string, id: NodeId): SilvusMockError {
  const message = `${where}: node: ${valueExcerpt(id)} is not allowed; allowed: the ID of a node of the network`;
  return new SilvusMockError('OPTION_INVALID', message);
}
