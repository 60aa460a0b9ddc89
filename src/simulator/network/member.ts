import type { OnAir } from '../../command-path/on-air.js';
import type { NodeState } from '../../network/node.js';
import type { AirState } from '../../radio/air.js';
import type { Peer } from '../pages/peer.js';

/** A node of the network: a radio, or the settings of one that was never made. */
export class Member {
  readonly id: number;
  /** Its ID as text. */
  readonly key: string;
  readonly #fixedName: string;
  #radio: OnAir | undefined;
  #peer: Peer | undefined;
  #version = -1;
  #state: NodeState;

  /** @param air and `name`: while it has no radio */
  constructor(id: number, air: AirState, name: string) {
    this.id = id;
    this.key = String(id);
    this.#fixedName = name;
    this.#state = stateOf(air, 'on');
  }

  /** Its state as it was read last. */
  get state(): NodeState {
    return this.#state;
  }

  /** Its name on the network map. */
  get name(): string {
    return this.#radio?.name() ?? this.#fixedName;
  }

  /** What takes requests of other radios for it; undefined while it has no radio. */
  get peer(): Peer | undefined {
    return this.#peer;
  }

  /** Gives it a radio, which has its state from now on. */
  attach(radio: OnAir, peer: Peer): void {
    this.#radio = radio;
    this.#peer = peer;
    this.#version = -1;
  }

  /**
   * Reads its state anew; true if it has changed.
   * @param isTick true where time has passed: the temperature may have cut the power
   */
  read(isTick: boolean): boolean {
    const radio = this.#radio;
    if (radio === undefined) return false;
    const version = radio.version();
    const onAir = airTimeOf(radio);
    if (!isTick && version === this.#version && onAir === this.#state.onAir) return false;
    this.#version = version;
    const before = this.#state;
    this.#state = stateOf(radio.air(), onAir);
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
