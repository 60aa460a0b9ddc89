import { EventReader } from './event-reader.js';

type NodeId = number;

/** A node of an event about the network. */
interface FollowedNode {
  readonly nodeid: NodeId;
  readonly name: string;
  readonly position: { readonly latitude: number; readonly longitude: number; readonly altitude: number };
  readonly onAir: string;
  readonly served: boolean;
  readonly node?: string;
}

/** A link of an event about the network. */
interface FollowedLink {
  readonly nodes: readonly [NodeId, NodeId];
  readonly snr: readonly [number | null, number | null];
  readonly mcs: readonly [number | null, number | null];
  readonly distance: number;
  readonly cut?: string;
}

/** An event about the network. */
export interface NetworkEvent {
  readonly seconds: number;
  readonly everyMs: { readonly nodes: number; readonly links: number };
  readonly from: NodeId | null;
  readonly nodes: readonly FollowedNode[];
  readonly links: readonly FollowedLink[];
  /** ID, latitude, longitude, altitude. */
  readonly moved?: readonly (readonly [NodeId, number, number, number])[];
  readonly routes?: readonly {
    readonly to: NodeId;
    readonly nodes: readonly NodeId[];
    readonly snr: number;
  }[];
  readonly removed?: {
    readonly nodes: readonly NodeId[];
    readonly links: readonly (readonly [NodeId, NodeId])[];
  };
}

/** A client that follows a network and keeps what it knows of it. */
export class NetworkFollower {
  readonly reader: EventReader;

  private constructor(reader: EventReader) {
    this.reader = reader;
  }

  /** Follows, and waits for the first event. */
  static async open(port: number, query = ''): Promise<NetworkFollower> {
    const follower = new NetworkFollower(await EventReader.open(port, `/network/events${query}`));
    await follower.event(0);
    return follower;
  }

  /** The event with this index, once it has come. */
  event(index: number): Promise<NetworkEvent> {
    return this.reader.until((all) => all[index]?.data as NetworkEvent | undefined);
  }

  /** What the events up to this index say of the network, as a program puts them together. */
  async known(index: number) {
    await this.event(index);
    const events = await this.reader.until((all) => all.slice(0, index + 1));
    const nodes = new Map<NodeId, FollowedNode>();
    const links = new Map<string, FollowedLink>();
    let [from, routes]: [NetworkEvent['from'], NetworkEvent['routes']] = [null, []];
    for (const { name, data } of events) {
      const event = data as NetworkEvent;
      if (name === 'snapshot') {
        nodes.clear();
        links.clear();
      }
      for (const id of event.removed?.nodes ?? []) nodes.delete(id);
      for (const ends of event.removed?.links ?? []) links.delete(String(ends));
      for (const node of event.nodes) nodes.set(node.nodeid, node);
      for (const [id, latitude, longitude, altitude] of event.moved ?? []) {
        const node = nodes.get(id);
        if (node !== undefined) nodes.set(id, { ...node, position: { latitude, longitude, altitude } });
      }
      for (const link of event.links) links.set(String(link.nodes), link);
      routes = event.routes ?? routes;
      from = event.from;
    }
    const byId = [...nodes.values()].sort((one, other) => one.nodeid - other.nodeid);
    return { from, nodes: byId, links: Object.fromEntries(links), routes };
  }
}
