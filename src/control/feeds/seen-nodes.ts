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
  /** The members that do not change, as JSON. */
  readonly fixed: string;
  round: number;
}

/** Differences between two looks at the nodes. */
export interface NodeChanges {
  /** Nodes as JSON. */
  readonly changed: readonly string[];
  /** Nodes of which the position alone has changed, as JSON: their IDs with their positions. */
  readonly moved: readonly string[];
  readonly removed: readonly number[];
}

/** Names that are read in one look: a radio takes longer to say its name than the network to say where it is. */
const maxNames = 200;

/** The nodes of a network as its followers know them. */
export class SeenNodes {
  readonly #simulator: Simulator;
  readonly #seen = new Map<number, SeenNode>();
  /** Number of the update. */
  #round = 0;
  #version = -1;
  /** Index of the node whose name is the next to be read. */
  #nextName = 0;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** All nodes, as JSON. */
  all(): readonly string[] {
    return Array.from(this.#seen.values(), jsonOf);
  }

  /** True if these are the nodes that it has. */
  areAll(members: readonly Member[]): boolean {
    return (
      members.length === this.#seen.size &&
      members.every((member) => this.#seen.get(member.id)?.member === member)
    );
  }

  /** Brings them up to date with a network; names of many nodes by turns. */
  update(network: SharedNetwork): NodeChanges {
    const { model, members } = network;
    const isMoved = model.version !== this.#version;
    this.#version = model.version;
    this.#round += 1;
    const changed: string[] = [];
    const moved: string[] = [];
    let ids: ReadonlyMap<number, string> | undefined;
    for (const [index, member] of members.entries()) {
      let node = this.#seen.get(member.id);
      let isChanged = false;
      if (node?.member !== member) {
        ids ??= new Map(this.#simulator.nodes.map(({ nodeid, id }) => [nodeid, id]));
        node = newNode(member, ids.get(member.id));
        this.#seen.set(member.id, node);
        isChanged = true;
      } else if (this.#isNameDue(index, members.length)) isChanged = rename(node);
      node.round = this.#round;
      if (isMoved || isChanged) {
        const hasMoved = move(node, model.position(member.key));
        if (switchAir(node) || isChanged) changed.push(jsonOf(node));
        else if (hasMoved) moved.push(placeOf(node));
      }
    }
    this.#nextName = members.length === 0 ? 0 : (this.#nextName + maxNames) % members.length;
    return { changed, moved, removed: this.#removeOthers() };
  }

  #isNameDue(index: number, count: number): boolean {
    return count <= maxNames || (index - this.#nextName + count) % count < maxNames;
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
  return { member, name: member.name, ...nowhere, onAir: member.state.onAir, fixed, round: 0 };
}

/** Reads the name of a node; true if it has changed. */
function rename(node: SeenNode): boolean {
  const { name } = node.member;
  const isChanged = name !== node.name;
  node.name = name;
  return isChanged;
}

/** Reads whether a node is on the air; true if that has changed. */
function switchAir(node: SeenNode): boolean {
  const { onAir } = node.member.state;
  const isChanged = onAir !== node.onAir;
  node.onAir = onAir;
  return isChanged;
}

/** About a centimetre. */
const perDegree = 1e7;

/** Puts a node where it is now; true if it was somewhere else. */
function move(node: SeenNode, position: ReturnType<SharedNetwork['model']['position']>): boolean {
  const latitude = Math.round(position.latitude * perDegree) / perDegree;
  const longitude = Math.round(position.longitude * perDegree) / perDegree;
  const altitude = Math.round(position.altitude * 100) / 100;
  const isSame = latitude === node.latitude && longitude === node.longitude && altitude === node.altitude;
  node.latitude = latitude;
  node.longitude = longitude;
  node.altitude = altitude;
  return !isSame;
}

function jsonOf({ member, name, latitude, longitude, altitude, onAir, fixed }: SeenNode): string {
  const place = `{"latitude":${latitude},"longitude":${longitude},"altitude":${altitude}}`;
  const head = `"nodeid":${member.id},"name":${JSON.stringify(name)},"position":${place}`;
  return `{${head},"onAir":"${onAir}",${fixed}}`;
}

function placeOf({ member, latitude, longitude, altitude }: SeenNode): string {
  return `[${member.id},${latitude},${longitude},${altitude}]`;
}
