import { type SteeredParts, callIssues } from '../../config/network/check/steering.js';
import type { ResolvedLine, ResolvedNode } from '../../config/network/resolved.js';
import type { ParsedCall } from '../../config/network/schema/steering.js';
import type { Issue } from '../../documents/issue.js';
import type { ScenarioNetwork } from '../../scenario/target.js';
import type { OnAir } from '../../command-path/on-air.js';
import type { Clock } from '../../core/time/clock.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { Network } from '../../network/network.js';
import type { NetworkNode } from '../../network/node.js';
import type { Position } from '../../network/geo/position.js';
import type { PhysicsOptions } from '../../network/settings.js';
import type { PatchValues } from '../../radio/patch.js';
import type { NetworkView } from '../../radio/network-view.js';
import type { NetworkPeer } from '../pages/peer.js';
import { KeyNames } from './key-names.js';
import { Member } from './member.js';
import { MemberView } from './member-view.js';
import { nodeDocument } from './node-document.js';
import { type SteeringCall, applyCall, checkedCall } from './steering-call.js';
import { SteeredByScenarios } from './steered-by-scenarios.js';
import { SteeringLog } from './steering-log.js';
import { Traffic, type TrafficSetting } from './traffic.js';

/** Nodes from which on a network is computed ahead. */
const largeNetwork = 400;

/** Options of a network. */
interface SharedNetworkOptions {
  readonly seed: number;
  readonly physics?: PhysicsOptions | undefined;
  /** Default: `constant`. */
  readonly traffic?: TrafficSetting | undefined;
  /** Time of its radios. */
  readonly clock: Clock;
  /** The network's time now (0). */
  readonly seconds?: number | undefined;
  /** Settings of all nodes. */
  readonly settings?: PatchValues | undefined;
  /** Its changes, in the order of time. */
  readonly steering?: readonly ResolvedLine[] | undefined;
}

/** Place of a node in the network: its position and motion, and its antennas. */
export type MemberPlace = Omit<NetworkNode, 'id' | 'state'>;

/** A radio that is, was, or will be a node. */
interface KnownRadio {
  readonly radio: OnAir;
  readonly peer: NetworkPeer;
  readonly isServed: boolean;
  /** Where it is while it is no node. */
  place: Position;
  /** Its place at the start. */
  readonly start: MemberPlace;
  /** Origin of the node: the start, a call while the simulator ran, or the steering. */
  readonly joins: 'start' | 'added' | 'steered';
}

/** The network of a simulator's radios: it keeps the model in step with the time and with the radios' states. */
export class SharedNetwork {
  readonly traffic: Traffic;
  readonly keyNames = new KeyNames();
  readonly #network: Network;
  readonly #clock: Clock;
  /** Beginning of the network's time: monotonic ms at which it was `#secondsAtStart`. */
  #startedAt: number;
  readonly #secondsAtStart: number;
  readonly #members = new Map<number, Member>();
  readonly #radios = new Map<number, KnownRadio>();
  /** Nodes of the start that were removed: a replay of what was done begins with them. */
  readonly #removed = new Set<number>();
  readonly #given: readonly ResolvedLine[];
  #log: SteeringLog;
  readonly #settings: PatchValues;
  readonly #present: SteeredParts = {
    hasNode: (id) => this.#members.has(id),
    hasSource: (id) => this.#network.interference().some((source) => source.id === id),
  };
  /** The first changes, which a reset makes again. */
  #change: (model: Network) => void = () => undefined;
  #hasBegun = false;
  /** Set while the model need not be brought in step again. */
  #isFrozen = false;
  #factoryKey: string | undefined;
  #scenarios: ScenarioNetwork | undefined;

  constructor(options: SharedNetworkOptions) {
    const { seed, physics, traffic = 'constant', clock, seconds = 0, settings = {}, steering = [] } = options;
    this.#network = new Network({ seed, ...(physics === undefined ? {} : { settings: physics }) });
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#secondsAtStart = seconds;
    this.#network.advanceTo(seconds);
    this.#given = steering;
    this.#log = new SteeringLog(steering);
    this.#settings = settings;
    this.traffic = new Traffic(traffic, clock);
  }

  /** Makes the first changes once all nodes are there; the steering begins after them. */
  begin(change: (model: Network) => void): void {
    this.#change = change;
    change(this.#network);
    this.#hasBegun = true;
  }

  /**
   * Puts it back to its start: time, places and motions of the nodes, cuts, overrides, interference. Its steering begins
   * anew. Radios that were added since stay, at the places that they came to; those that were removed do not come back.
   */
  reset(): void {
    if (!this.#hasBegun) return;
    for (const id of [...this.#members.keys()]) this.#leave(id);
    for (const { id } of this.#network.interference()) this.#network.removeInterference(id);
    this.#startedAt = this.#clock.now();
    this.#network.advanceTo(this.#secondsAtStart);
    this.#log = new SteeringLog(this.#given);
    for (const [id, known] of [...this.#radios]) {
      known.place = known.start.position;
      if (known.joins !== 'steered') this.#join(id, known.start, known);
    }
    this.#change(this.#network);
    for (const id of this.#removed) this.#log.record({ seconds: this.seconds, do: 'remove', node: id });
    for (const [id, { joins }] of this.#radios) if (joins === 'added') this.recordAdded(id);
  }

  /** The model, in step with the time and with all radios. */
  get model(): Network {
    this.#catchUp();
    return this.#network;
  }

  /** Runs something that changes no radio: the model is brought in step once for all of it. */
  frozen(run: () => void): void {
    if (this.#members.size > 0) this.#catchUp();
    this.#isFrozen = true;
    try {
      run();
    } finally {
      this.#isFrozen = false;
    }
  }

  /** Computes the links and their order, so that they are there when the model is asked for them. */
  computeLinks(): void {
    this.model.visitLinks(() => undefined);
  }

  /**
   * Computes links and routes of a large network in turns of the event loop while `isWanted`, so that the first who asks
   * does not wait for all of it; undefined for a small one.
   */
  computeAhead(isWanted: () => boolean): Promise<void> | undefined {
    const [first] = this.#members.values();
    return first === undefined || this.#members.size < largeNetwork
      ? undefined
      : this.#computeAhead(first.key, isWanted);
  }

  async #computeAhead(first: string, isWanted: () => boolean): Promise<void> {
    await loopTurn();
    if (!isWanted()) return;
    const parts = this.model.linksInParts(first);
    while (isWanted() && parts.next().done !== true) await loopTurn();
  }

  /** Settings and key of the air that all nodes have from the factory, unless they have others of their own. */
  get common(): { readonly settings: PatchValues; readonly key: string | undefined } {
    return { settings: this.#settings, key: this.#factoryKey };
  }

  /** The network's time. */
  get seconds(): number {
    return this.#secondsAtStart + Math.max(0, this.#clock.now() - this.#startedAt) / 1_000;
  }

  /** The changes that were made to it, and those to come. */
  get log(): SteeringLog {
    this.#doWhatIsDue();
    return this.#log;
  }

  /** All nodes, in the order in which they were added. */
  get members(): readonly Member[] {
    this.#doWhatIsDue();
    return [...this.#members.values()];
  }

  /**
   * Adds a radio by its node ID. Throws `OPTION_INVALID` for an ID that is there already, or a position off the globe.
   * @param peer receiver of the requests of other radios
   */
  add(id: number, place: MemberPlace, radio: OnAir, peer: NetworkPeer, isServed = true): void {
    this.#doWhatIsDue();
    const joins = this.#hasBegun ? 'added' : 'start';
    this.#join(id, place, { radio, peer, isServed, place: place.position, start: place, joins });
  }

  /** Makes a radio known that becomes a node when the steering adds it. */
  addLater(id: number, place: MemberPlace, radio: OnAir, peer: NetworkPeer, isServed = true): void {
    const known = { radio, peer, isServed, place: place.position, start: place };
    this.#radios.set(id, { ...known, joins: 'steered' });
  }

  /** Records that a node was added after the beginning. */
  recordAdded(id: number): void {
    const member = this.#members.get(id);
    if (member === undefined || !this.#hasBegun) return;
    // It may not have the settings of all nodes: a replay would give it those.
    const node = this.#documentOf(member, this.#network, Object.keys(this.#settings));
    this.#log.record({ seconds: this.seconds, do: 'add', node });
  }

  /** Removes a node. Throws `OPTION_INVALID` for an ID that no node has. */
  remove(id: number): void {
    this.#catchUp();
    this.#leave(id);
    if (this.#radios.get(id)?.joins === 'start') this.#removed.add(id);
    this.#radios.delete(id);
    this.#log.record({ seconds: this.seconds, do: 'remove', node: id });
  }

  /** The network as scenarios change it. */
  get scenarios(): ScenarioNetwork {
    return (this.#scenarios ??= new SteeredByScenarios(this));
  }

  /** The name in a steering call that is not there. */
  issuesOf(call: ParsedCall): readonly Issue[] {
    this.#doWhatIsDue();
    return callIssues(call, this.#present);
  }

  /** Changes the network, call by call, and records it. Throws `OPTION_INVALID` for the first that is not possible. */
  steer(...calls: readonly SteeringCall[]): void {
    const { model, seconds } = this;
    for (const call of calls) {
      const checked = checkedCall(call, model.seconds);
      applyCall(model, checked);
      this.#log.record({ seconds, ...checked });
    }
  }

  /** The node with this ID; undefined where there is none. */
  member(id: number): Member | undefined {
    this.#doWhatIsDue();
    return this.#members.get(id);
  }

  /** Where a radio is, also one that is no node now; undefined once it was removed with its node. */
  positionOf(id: number): Required<Position> | undefined {
    const { model } = this;
    if (this.#members.has(id)) return model.position(String(id));
    const place = this.#radios.get(id)?.place;
    return place && { altitude: 0, ...place };
  }

  /** All nodes as a document has them. */
  documents(): readonly ResolvedNode[] {
    const { model } = this;
    return [...this.#members.values()].map((member) => this.#documentOf(member, model));
  }

  /**
   * The network as one of its nodes sees it.
   * @param isLocated false for a radio whose GPS receiver has a position of its own
   */
  viewOf(id: number, isLocated = true): NetworkView {
    return new MemberView(this, id, isLocated);
  }

  #documentOf(member: Member, model: Network, more: readonly string[] = []): ResolvedNode {
    return nodeDocument(member, model, this.#factoryKey ?? '', more);
  }

  #join(id: number, place: MemberPlace, known: KnownRadio): void {
    const { radio, peer, isServed } = known;
    const member = new Member(id, radio, peer, isServed);
    this.#network.add({ ...place, id: member.key, state: member.state });
    this.#members.set(id, member);
    this.#radios.set(id, known);
    this.#factoryKey ??= radio.factoryKey();
  }

  #leave(id: number): void {
    const known = this.#radios.get(id);
    if (known !== undefined && this.#members.has(id)) known.place = this.#network.position(String(id));
    this.#network.remove(String(id));
    this.#members.delete(id);
    this.traffic.forget(id);
  }

  #catchUp(): void {
    if (this.#isFrozen) return;
    this.#doWhatIsDue();
    const { tick } = this.#network.settings;
    const before = Math.floor(this.#network.seconds / tick);
    this.#network.advanceTo(this.seconds);
    const isTick = Math.floor(this.#network.seconds / tick) !== before;
    for (const member of this.#members.values())
      if (member.read(isTick)) this.#network.setState(member.key, member.state);
  }

  /** Carries out the steering whose time has come, each line at its own time. */
  #doWhatIsDue(): void {
    if (!this.#hasBegun || this.#isFrozen) return;
    const now = this.seconds;
    for (let line = this.#log.take(now); line !== undefined; line = this.#log.take(now)) this.#do(line);
  }

  /** A line about a node or a source that other calls have removed meanwhile does nothing. */
  #do(line: ResolvedLine): void {
    if (line.do === 'remove') {
      if (this.#members.has(line.node)) this.#leave(line.node);
    } else if (line.do === 'add') {
      if (!this.#members.has(line.node.nodeid)) this.#joinAgain(line.node);
    } else if (callIssues(line, this.#present).length === 0) {
      // Motion begins with the move.
      if (line.do === 'move') this.#network.advanceTo(line.seconds);
      applyCall(this.#network, line);
    }
  }

  #joinAgain({ nodeid, position, motion, antennas, gain, antennaHeight }: ResolvedNode): void {
    const known = this.#radios.get(nodeid);
    if (known !== undefined) this.#join(nodeid, { position, motion, antennas, gain, antennaHeight }, known);
  }
}
