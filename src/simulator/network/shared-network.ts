import type { OnAir } from '../../command-path/on-air.js';
import type { Clock } from '../../core/time/clock.js';
import { Network } from '../../network/network.js';
import type { NetworkNode } from '../../network/node.js';
import type { PhysicsOptions } from '../../network/settings.js';
import type { NetworkView } from '../../radio/network-view.js';
import type { Peer } from '../pages/peer.js';
import { Member } from './member.js';
import { MemberView } from './member-view.js';
import { Traffic, type TrafficSetting } from './traffic.js';

/** Options of a network. */
interface SharedNetworkOptions {
  readonly seed: number;
  readonly physics?: PhysicsOptions | undefined;
  /** Default: `constant`. */
  readonly traffic?: TrafficSetting | undefined;
  /** Time of its radios. */
  readonly clock: Clock;
}

/** Place of a node in the network: its position and motion, and its antennas. */
export type MemberPlace = Omit<NetworkNode, 'id' | 'state'>;

/** The network of a simulator's radios: it keeps the model in step with the time and with the radios' states. */
export class SharedNetwork {
  readonly traffic: Traffic;
  readonly #network: Network;
  readonly #clock: Clock;
  /** Beginning of the network's time, monotonic ms. */
  readonly #since: number;
  readonly #members = new Map<number, Member>();

  constructor({ seed, physics, traffic = 'constant', clock }: SharedNetworkOptions) {
    this.#network = new Network({ seed, ...(physics === undefined ? {} : { settings: physics }) });
    this.#clock = clock;
    this.#since = clock.now();
    this.traffic = new Traffic(traffic, clock);
  }

  /** The model, in step with the time and with all radios. */
  get model(): Network {
    this.#catchUp();
    return this.#network;
  }

  /**
   * Adds a radio by its node ID. Throws `OPTION_INVALID` for an ID that is there already, or a position off the globe.
   * @param peer receiver of the requests of other radios
   */
  add(id: number, place: MemberPlace, radio: OnAir, peer: Peer): void {
    const member = new Member(id, radio, peer);
    this.#network.add({ ...place, id: member.key, state: member.state });
    this.#members.set(id, member);
  }

  /** Removes a node. Throws `OPTION_INVALID` for an ID that no node has. */
  remove(id: number): void {
    this.#network.remove(String(id));
    this.#members.delete(id);
    this.traffic.forget(id);
  }

  /** The node with this ID; undefined where there is none. */
  member(id: number): Member | undefined {
    return this.#members.get(id);
  }

  /** The network as one of its nodes sees it. */
  viewOf(id: number): NetworkView {
    return new MemberView(this, id);
  }

  #catchUp(): void {
    const { tick } = this.#network.settings;
    const before = Math.floor(this.#network.seconds / tick);
    this.#network.advanceTo(Math.max(0, this.#clock.now() - this.#since) / 1_000);
    const isTick = Math.floor(this.#network.seconds / tick) !== before;
    for (const member of this.#members.values())
      if (member.read(isTick)) this.#network.setState(member.key, member.state);
  }
}
