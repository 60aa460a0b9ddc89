import type { EventLink, EventNode, NetworkEvent, Route } from './network-event.js';
import { type Point, type Position, Projection, centreOf } from './projection.js';

/** A node on the map. */
export interface MapNode extends EventNode, Point {}

/** A link on the map; the first of its nodes has the lower ID. */
export interface MapLink extends EventLink {
  readonly key: number;
}

/** A direction of a link that was cut or joined. */
interface SteeredDirection {
  readonly isCut: boolean;
  readonly snr: number | null;
  readonly mcs: number | null;
}

/** More than the highest node ID. */
const idRange = 2 ** 20;

/** Key of the link between two nodes. */
function linkKey(one: number, other: number): number {
  return Math.min(one, other) * idRange + Math.max(one, other);
}

/** The network as the events describe it. */
export class NetworkModel {
  readonly nodes = new Map<number, MapNode>();
  readonly links = new Map<number, MapLink>();
  routes: readonly Route[] = [];
  from: number | null = null;
  #projection: Projection | undefined;

  /** The map's plane. Its centre is the middle of the first nodes, and stays. */
  get projection(): Projection | undefined {
    return this.#projection;
  }

  /** @param isWhole the event is all there is, not only what has changed */
  apply(event: NetworkEvent, isWhole: boolean): void {
    if (isWhole) {
      this.nodes.clear();
      this.links.clear();
      this.routes = [];
    }
    this.from = event.from;
    for (const id of event.removed?.nodes ?? []) this.nodes.delete(id);
    for (const [one, other] of event.removed?.links ?? []) this.links.delete(linkKey(one, other));
    this.#place(event.nodes);
    for (const [nodeid, latitude, longitude, altitude] of event.moved ?? [])
      this.move(nodeid, { latitude, longitude, altitude });
    for (const link of event.links) {
      const ordered = orderedLink(link);
      this.links.set(ordered.key, ordered);
    }
    this.routes = event.routes ?? this.routes;
  }

  /** Puts a node somewhere else: as an event says, or before one says so. */
  move(nodeid: number, position: Position): void {
    const node = this.nodes.get(nodeid);
    if (node !== undefined) this.#place([{ ...node, position }]);
  }

  /** Has one direction of a link as it was steered, before an event says so. A link that is unknown stays so. */
  steer([from, to]: readonly [number, number], { isCut, snr, mcs }: SteeredDirection): void {
    const link = this.link(from, to);
    if (link === undefined) return;
    const isForward = from === link.nodes[0];
    const isOtherCut = link.cut === 'both' || link.cut === (isForward ? 'reverse' : 'forward');
    const cut = cutOf(isForward ? [isCut, isOtherCut] : [isOtherCut, isCut]);
    const changed = isForward
      ? { snr: [snr, link.snr[1]] as const, mcs: [mcs, link.mcs[1]] as const }
      : { snr: [link.snr[0], snr] as const, mcs: [link.mcs[0], mcs] as const };
    this.links.set(link.key, { ...link, snr: [...changed.snr], mcs: [...changed.mcs], cut });
  }

  /** The route from {@link from} to a node. */
  routeTo(nodeid: number): Route | undefined {
    return this.routes.find(({ to }) => to === nodeid);
  }

  link(one: number, other: number): MapLink | undefined {
    return this.links.get(linkKey(one, other));
  }

  /** Links of a node, the nearest first. */
  linksOf(nodeid: number): readonly MapLink[] {
    const all = [...this.links.values()].filter(({ nodes }) => nodes.includes(nodeid));
    return all.sort((one, other) => one.distance - other.distance);
  }

  /** Name of a node, or its ID if it is gone. */
  nameOf(nodeid: number): string {
    const name = this.nodes.get(nodeid)?.name ?? '';
    return name === '' ? String(nodeid) : name;
  }

  /** The node with this ID, else the first with this name. */
  nodeNamed(text: string): MapNode | undefined {
    return this.nodes.get(Number(text)) ?? [...this.nodes.values()].find(({ name }) => name === text);
  }

  #place(nodes: readonly EventNode[]): void {
    if (nodes.length === 0) return;
    this.#projection ??= new Projection(centreOf(nodes.map(({ position }) => position)));
    for (const node of nodes)
      this.nodes.set(node.nodeid, { ...node, ...this.#projection.pointOf(node.position) });
  }
}

function cutOf([forward, reverse]: readonly [boolean, boolean]): EventLink['cut'] {
  if (forward) return reverse ? 'both' : 'forward';
  return reverse ? 'reverse' : undefined;
}

function orderedLink(link: EventLink): MapLink {
  const { nodes, snr, mcs, cut } = link;
  const key = linkKey(...nodes);
  if (nodes[0] <= nodes[1]) return { ...link, key };
  const turned = cut === 'forward' ? 'reverse' : cut === 'reverse' ? 'forward' : cut;
  return {
    ...link,
    key,
    nodes: [nodes[1], nodes[0]],
    snr: [snr[1], snr[0]],
    mcs: [mcs[1], mcs[0]],
    cut: turned,
  };
}
