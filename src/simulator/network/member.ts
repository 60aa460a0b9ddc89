import type { OnAir } from '../../command-path/on-air.js';
import type { ResolvedNode } from '../../config/network/resolved.js';
import type { NodeState } from '../../network/node.js';
import type { AirState } from '../../radio/air.js';
import { keySetting } from '../../radio/methods/security.js';
import type { Mode } from '../../radio/mode.js';
import type { NetworkPeer } from '../pages/peer.js';
import { writtenSettings } from './written-settings.js';

/** A node of the network: a radio, as the model and as other radios know it. */
export class Member {
  readonly id: number;
  /** Its ID as text. */
  readonly key: string;
  /** Receiver of the requests of other radios. */
  readonly peer: NetworkPeer;
  /** False for a neighbour that has no ports. */
  readonly isServed: boolean;
  readonly #radio: OnAir;
  #version: number;
  #air: AirState;
  #state: NodeState;

  constructor(id: number, radio: OnAir, peer: NetworkPeer, isServed: boolean) {
    this.id = id;
    this.key = String(id);
    this.peer = peer;
    this.isServed = isServed;
    this.#radio = radio;
    this.#version = radio.version();
    this.#air = radio.air();
    this.#state = stateOf(this.#air, airTimeOf(radio));
  }

  /** Its state as it was read last. */
  get state(): NodeState {
    return this.#state;
  }

  /** Its name on the network map. */
  get name(): string {
    return this.#radio.name();
  }

  /** Address by which it and others name it. */
  get address(): string {
    return this.#radio.address();
  }

  /**
   * The members of a document about its radio: its name, its other settings, its mode.
   * @param key the key that all nodes of the network have from the factory
   * @param more methods whose settings are there in any case
   */
  written(
    key: string,
    more: readonly string[],
  ): Pick<ResolvedNode, 'name' | 'settings'> & { readonly mode: Mode } {
    const changes = this.#radio.changes(more);
    const own = changes[keySetting]?.[0] ?? this.#radio.factoryKey();
    return {
      ...writtenSettings(changes, { own, network: more.includes(keySetting) ? undefined : key }),
      mode: this.#radio.mode(),
    };
  }

  /**
   * Reads its state anew; true if it has changed.
   * @param isTick true where time has passed: the temperature may have cut the power
   */
  read(isTick: boolean): boolean {
    const version = this.#radio.version();
    const onAir = airTimeOf(this.#radio);
    if (!isTick && version === this.#version && onAir === this.#state.onAir) return false;
    this.#version = version;
    const air = this.#radio.air();
    if (air === this.#air && onAir === this.#state.onAir) return false;
    this.#air = air;
    const before = this.#state;
    this.#state = stateOf(air, onAir);
    return !isSame(before, this.#state);
  }
}

function airTimeOf(radio: OnAir): NodeState['onAir'] {
  const outage = radio.outage();
  if (outage === undefined) return 'on';
  return outage.cause === 'offline' ? 'offline' : 'blackout';
}

function stateOf(air: AirState, onAir: NodeState['onAir']): NodeState {
  return {
    frequency: air.frequency,
    bandwidth: air.bandwidth,
    networkName: air.networkName,
    key: air.key,
    routingMode: air.routing,
    power: air.power,
    txAntennas: air.txMask,
    rxAntennas: air.rxMask,
    maxLinkDistance: air.maxLinkDistance,
    muted: air.isMuted,
    mcs: air.mcs ?? 'auto',
    onAir,
  };
}

function isSame(one: NodeState, other: NodeState): boolean {
  return (
    one.frequency === other.frequency &&
    one.bandwidth === other.bandwidth &&
    one.networkName === other.networkName &&
    one.key === other.key &&
    one.routingMode === other.routingMode &&
    one.power === other.power &&
    one.txAntennas === other.txAntennas &&
    one.rxAntennas === other.rxAntennas &&
    one.maxLinkDistance === other.maxLinkDistance &&
    one.muted === other.muted &&
    one.mcs === other.mcs &&
    one.onAir === other.onAir
  );
}
