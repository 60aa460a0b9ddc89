import type { Link } from '../../network/links/link.js';
import type { Network } from '../../network/network.js';
import type {
  FlightView,
  LinkView,
  MapView,
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
}

/** Antennas for which `nbr_rssi` has a value (interface.md B.3). */
const antennas = 4;

/** The network as one of its nodes sees it: itself, and what a route leads to. */
export class MemberView implements NetworkView {
  readonly #network: SeenNetwork;
  readonly #id: number;
  readonly #key: string;

  constructor(network: SeenNetwork, id: number) {
    this.#network = network;
    this.#id = id;
    this.#key = String(id);
  }

  position(): PositionView {
    return this.#model.position(this.#key);
  }

  reachable(): readonly number[] {
    if (!this.#isThere) return [];
    return this.#model
      .tree(this.#key)
      .map(({ id }) => Number(id))
      .filter((id) => id !== this.#id)
      .sort((one, other) => one - other);
  }

  node(id: number): NodeView | undefined {
    const member = this.#network.member(id);
    if (member === undefined || this.route(id) === undefined) return undefined;
    return nodeView(member, this.#model);
  }

  links(): readonly LinkView[] {
    return this.#isThere ? this.#seenLinks(this.#model).map((link) => this.#linkView(link)) : [];
  }

  map(): MapView {
    if (!this.#isThere) return { nodes: [], links: [] };
    // One state of the model for all of it.
    const model = this.#model;
    const ids = model.tree(this.#key).map(({ id }) => id);
    const others = ids.filter((id) => id !== this.#key).map(Number);
    const nodes = [this.#id, ...others.sort((one, other) => one - other)].flatMap((id) => {
      const member = this.#network.member(id);
      return member === undefined ? [] : [nodeView(member, model)];
    });
    const noise = new Map(nodes.map(({ id, noise: level }) => [id, level]));
    const links = this.#seenLinks(model).map((link) => {
      const view = this.#linkView(link);
      return { ...view, signals: atAllAntennas(model.signalsOf(link), noise.get(view.to) ?? 0) };
    });
    return { nodes, links };
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

  /** The links among itself and all nodes that it reaches. */
  #seenLinks(model: Network): readonly Link[] {
    const seen = new Set(model.tree(this.#key).map(({ id }) => id));
    return model.links().filter(({ from, to }) => seen.has(from) && seen.has(to));
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
    const isSent = this.#network.traffic.age(sender, receiver) !== undefined;
    return { from: sender, to: receiver, snr, mcs: isSent ? mcs : undefined, throughput };
  }
}

function nodeView({ id, key, name, state }: Member, model: Network): NodeView {
  const { frequency, bandwidth } = state;
  return { id, name, freq: String(frequency), bw: String(bandwidth), noise: model.noise(key) };
}

function atAllAntennas(signals: readonly (number | undefined)[], noise: number): readonly number[] {
  return Array.from({ length: antennas }, (_, index) => signals[index] ?? noise);
}
