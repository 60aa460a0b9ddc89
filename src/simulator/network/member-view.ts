import type { Link } from '../../network/links/link.js';
import type { SeenLink } from '../../network/links/link-cursor.js';
import type { Network } from '../../network/network.js';
import type {
  FlightView,
  HeardView,
  LinkView,
  MapLinkView,
  NetworkView,
  NodeView,
  PositionView,
} from '../../radio/network-view.js';
import type { Member } from './member.js';
import type { Traffic } from './traffic.js';

/** The network that is seen. */
interface SeenNetwork {
  /** The model, in step with the time and with all radios. */
  readonly model: Network;
  readonly traffic: Traffic;
  member(id: number): Member | undefined;
  /** Where a radio is, also one that is no node now; undefined once it was removed with its node. */
  positionOf(id: number): PositionView | undefined;
}

/** Filled again and again. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Antennas for which `nbr_rssi` has a value (interface.md B.3). */
const antennas = 4;

/** The network as one of its nodes sees it: itself, and what a route leads to. */
export class MemberView implements NetworkView {
  readonly #network: SeenNetwork;
  readonly #id: number;
  readonly #key: string;
  readonly #isLocated: boolean;
  /** Where it was when it was asked last. */
  #last: PositionView | undefined;

  /** @param isLocated false for a radio whose GPS receiver has a position of its own */
  constructor(network: SeenNetwork, id: number, isLocated: boolean) {
    this.#network = network;
    this.#isLocated = isLocated;
    this.#id = id;
    this.#key = String(id);
  }

  position(): PositionView | undefined {
    if (!this.#isLocated) return undefined;
    return (this.#last = this.#network.positionOf(this.#id) ?? this.#last);
  }

  reachable(): readonly number[] {
    if (!this.#isThere) return [];
    return this.#model
      .tree(this.#key)
      .map(({ id }) => Number(id))
      .filter((id) => id !== this.#id)
      .sort((one, other) => one - other);
  }

  addresses(): ReturnType<NetworkView['addresses']> {
    return this.reachable().flatMap((id) => {
      const address = this.#network.member(id)?.address;
      return address === undefined ? [] : [{ id, address }];
    });
  }

  node(id: number): NodeView | undefined {
    const member = this.#network.member(id);
    if (member === undefined || this.route(id) === undefined) return undefined;
    return nodeView(member, this.#model);
  }

  nodes(): readonly NodeView[] {
    if (!this.#isThere) return [];
    const model = this.#model;
    const ids = model.tree(this.#key).map(({ id }) => Number(id));
    const others = ids.filter((id) => id !== this.#id).sort((one, other) => one - other);
    return [this.#id, ...others].flatMap((id) => {
      const member = this.#network.member(id);
      return member === undefined ? [] : [nodeView(member, model)];
    });
  }

  visitLinks(visitor: (link: MapLinkView) => void): void {
    if (!this.#isThere) return;
    const signals = new Float64Array(antennas);
    let seen: SeenLink | undefined;
    // One object for all: links are many.
    const view: Mutable<MapLinkView> = {
      from: 0,
      to: 0,
      snr: 0,
      mcs: undefined,
      signals: () => {
        seen?.writeSignals(signals, seen.noise);
        return signals;
      },
    };
    this.#model.visitReached(this.#key, (link) => {
      seen = link;
      view.from = Number(link.from);
      view.to = Number(link.to);
      view.snr = link.snr;
      view.mcs = this.#isSent(view.from, view.to) ? link.mcs : undefined;
      visitor(view);
    });
  }

  link(from: number, to: number): LinkView | undefined {
    const link = this.#isPair(from, to) ? this.#model.link(String(from), String(to)) : undefined;
    return link === undefined ? undefined : this.#linkView(link);
  }

  signals(from: number, to: number): readonly number[] {
    if (!this.#isPair(from, to)) return [];
    const model = this.#model;
    const signals = model.signals(String(from), String(to));
    if (signals.length === 0) return [];
    return atAllAntennas(signals, model.noise(String(to)));
  }

  route(to: number): readonly number[] | undefined {
    if (to === this.#id) return [to];
    if (!this.#isPair(this.#id, to)) return undefined;
    return this.#model.route(this.#key, String(to))?.nodes.map(Number);
  }

  weakest(to: number): Pick<LinkView, 'from' | 'to' | 'snr'> | undefined {
    if (!this.#isPair(this.#id, to)) return undefined;
    const weakest = this.#model.weakest(this.#key, String(to));
    return weakest && { from: Number(weakest.from), to: Number(weakest.to), snr: weakest.snr };
  }

  flights(): readonly FlightView[] {
    if (!this.#isThere) return [];
    return this.#model.neighbours(this.#key).flatMap(({ id, outgoing, incoming }) => {
      const age = this.#network.traffic.age(this.#id, Number(id));
      const ticks = (incoming ?? outgoing)?.timeOfFlight;
      return age === undefined || ticks === undefined ? [] : [{ node: Number(id), ticks, age }];
    });
  }

  heard(maxAge: number): readonly HeardView[] {
    if (!this.#isThere) return [];
    const model = this.#model;
    return model.incoming(this.#key).flatMap((link) => {
      const node = Number(link.from);
      const age = this.#network.traffic.age(node, this.#id);
      if (age === undefined || age > maxAge) return [];
      const { snr, noise } = link;
      return [{ node, snr, noise, signals: atAllAntennas(model.signalsOf(link), noise) }];
    });
  }

  interference(): number {
    if (!this.#isThere) return 0;
    const model = this.#model;
    return model.noise(this.#key) - model.noiseFloor(this.#key);
  }

  send(to: number): void {
    this.#network.traffic.send(this.#id, to);
  }

  get #model(): Network {
    return this.#network.model;
  }

  /** False once its node was removed: its radio still answers what it has been sent. */
  get #isThere(): boolean {
    return this.#network.member(this.#id) !== undefined;
  }

  #isPair(from: number, to: number): boolean {
    const network = this.#network;
    return from !== to && network.member(from) !== undefined && network.member(to) !== undefined;
  }

  #linkView({ from, to, snr, mcs, throughput }: Link): LinkView {
    const [sender, receiver] = [Number(from), Number(to)];
    const isSent = this.#isSent(sender, receiver);
    return { from: sender, to: receiver, snr, mcs: isSent ? mcs : undefined, throughput };
  }

  #isSent(from: number, to: number): boolean {
    return this.#network.traffic.age(from, to) !== undefined;
  }
}

function nodeView({ id, key, name, state }: Member, model: Network): NodeView {
  const { frequency, bandwidth } = state;
  return { id, name, freq: String(frequency), bw: String(bandwidth), noise: model.noise(key) };
}

function atAllAntennas(signals: readonly (number | undefined)[], noise: number): readonly number[] {
  return Array.from({ length: antennas }, (_, index) => signals[index] ?? noise);
}
