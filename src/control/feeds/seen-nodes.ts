import type { Simulator } from '../../simulator/simulator.js';
import type { SharedNetwork } from '../../simulator/network/shared-network.js';

type Member = SharedNetwork['members'][number];

/** A node as followers know it. */
interface SeenNode {
  readonly member: Member;
  name: string;
  latitude: number;
  longitude: number;
  altitude: number;
  onAir: Member['state']['onAir'];
  /** The members that do not change, and all as JSON. */
  readonly fixed: string;
  json: string;
  round: number;
}

/** Nodes that have changed, as JSON, and those that are there no more. */
interface NodeChanges {
  readonly changed: readonly string[];
  readonly removed: readonly number[];
}

/** The nodes of a network as its followers know them. */
export class SeenNodes {
  readonly #simulator: Simulator;
  readonly #seen = new Map<number, SeenNode>();
  /** Number of the update. */
  #round = 0;
  #version = -1;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** All nodes, as JSON. */
  all(): readonly string[] {
    return Array.from(this.#seen.values(), ({ json }) => json);
  }

  /** True if these are the nodes that it has. */
  areAll(members: readonly Member[]): boolean {
    return (
      members.length === this.#seen.size &&
      members.every((member) => this.#seen.get(member.id)?.member === member)
    );
  }

  /** Brings them up to date with a network. */
  update(network: SharedNetwork): NodeChanges {
    const { model, members } = network;
    const isMoved = model.version !== this.#version;
    this.#version = model.version;
    this.#round += 1;
    const changed: string[] = [];
    let ids: ReadonlyMap<number, string> | undefined;
    for (const member of members) {
      let node = this.#seen.get(member.id);
      if (node?.member !== member) {
        ids ??= new Map(this.#simulator.nodes.map(({ nodeid, id }) => [nodeid, id]));
        node = newNode(member, ids.get(member.id));
        this.#seen.set(member.id, node);
      } else if (!isMoved && node.name === member.name) {
        node.round = this.#round;
        continue;
      }
      node.round = this.#round;
      if (refresh(node, model.position(member.key))) changed.push(node.json);
    }
    return { changed, removed: this.#removeOthers() };
  }

  #removeOthers(): readonly number[] {
    const removed: number[] = [];
    for (const [id, { round }] of this.#seen) if (round !== this.#round) removed.push(id);
    for (const id of removed) this.#seen.delete(id);
    return removed;
  }
}

function newNode(member: Member, id: string | undefined): SeenNode {
  const node = id === undefined ? '' : `,"node":${JSON.stringify(id)}`;
  const nowhere = { latitude: NaN, longitude: NaN, altitude: NaN };
  const fixed = `"served":${member.isServed}${node}`;
  return { member, name: '', ...nowhere, onAir: 'on', fixed, json: '', round: 0 };
}

/** About a centimetre. */
const perDegree = 1e7;

/** Reads a node anew; true if it has changed. */
function refresh(node: SeenNode, position: ReturnType<SharedNetwork['model']['position']>): boolean {
  const { name, state } = node.member;
  const latitude = Math.round(position.latitude * perDegree) / perDegree;
  const longitude = Math.round(position.longitude * perDegree) / perDegree;
  const altitude = Math.round(position.altitude * 100) / 100;
  const isSame =
    latitude === node.latitude &&
    longitude === node.longitude &&
    altitude === node.altitude &&
    state.onAir === node.onAir &&
    name === node.name;
  if (isSame) return false;
  node.name = name;
  node.latitude = latitude;
  node.longitude = longitude;
  node.altitude = altitude;
  node.onAir = state.onAir;
  const place = `{"latitude":${latitude},"longitude":${longitude},"altitude":${altitude}}`;
  const head = `"nodeid":${node.member.id},"name":${JSON.stringify(name)},"position":${place}`;
  node.json = `{${head},"onAir":"${state.onAir}",${node.fixed}}`;
  return true;
}
