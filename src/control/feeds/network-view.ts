import type { Clock } from '../../core/time/clock.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import type { SharedNetwork } from '../../simulator/network/shared-network.js';
import type { Simulator } from '../../simulator/simulator.js';
import { Cost } from './cost.js';
import type { Intervals } from './network-message.js';
import { routesText } from './route-texts.js';
import { type LinkChanges, SeenLinks } from './seen-links.js';
import { type NodeChanges, SeenNodes } from './seen-nodes.js';

/** Shortest interval, real ms. */
const shortest = 200;

/** Intervals are so many times the processor time that a look takes: all in all less than three hundredths of a core. */
const times = 70;

const noLinks: LinkChanges = { changed: [], removed: [] };

/** Sources of time. */
interface Times {
  /** Real time. */
  readonly clock: Clock;
  /** Processor time of this process, ms. */
  readonly workTime: () => number;
}

/** Difference between two looks at a network; texts are JSON. */
export interface NetworkChanges {
  readonly seconds: number;
  readonly nodes: string;
  readonly links: string;
  readonly moved: string | undefined;
  readonly removed: string | undefined;
  /** True where not even time has passed. */
  readonly isEmpty: boolean;
}

/** A network as those who follow it see it, brought up to date for all of them at once. */
export class NetworkView {
  readonly #network: SharedNetwork;
  readonly #clock: Clock;
  readonly #nodes: SeenNodes;
  readonly #links = new SeenLinks();
  /** By the node at which they begin. */
  readonly #routes = new Map<number, string>();
  readonly #costs: { readonly nodes: Cost; readonly links: Cost };
  #version = -1;
  #linksAt = -Infinity;
  /** The network's time at the last update, s. */
  #seconds = NaN;

  constructor(simulator: Simulator, network: SharedNetwork, { clock, workTime }: Times) {
    this.#network = network;
    this.#clock = clock;
    this.#nodes = new SeenNodes(simulator);
    this.#costs = { nodes: new Cost(workTime, times), links: new Cost(workTime, times) };
  }

  /** The present intervals, which follow from the cost of the last looks. */
  get everyMs(): Intervals {
    const nodes = Math.ceil(Math.max(shortest, this.#costs.nodes.interval));
    // Links are looked at with the nodes.
    return { nodes, links: nodes * Math.max(1, Math.ceil(this.#costs.links.interval / nodes)) };
  }

  /** The node at which routes begin: the one that is asked for, or the first; null where there is none. */
  beginning(asked: number | undefined): number | null {
    return asked ?? this.#network.members[0]?.id ?? null;
  }

  /** Routes from a node as JSON, as the last update had them. */
  routes(from: number | null): string {
    return (from === null ? undefined : this.#routes.get(from)) ?? '[]';
  }

  /** All that is known, as JSON. */
  whole(): Pick<NetworkChanges, 'seconds' | 'nodes' | 'links'> {
    const { seconds } = this.#network;
    return { seconds, nodes: this.#nodes.all().join(','), links: this.#links.all().join(',') };
  }

  /**
   * Brings it up to date: the nodes, and the links and routes where they have changed and are due, or where nodes have
   * come or gone.
   * @param beginnings nodes at which routes are wanted
   * @param send takes the difference
   */
  async update(
    beginnings: () => ReadonlySet<number>,
    send: (changes: NetworkChanges) => void,
  ): Promise<void> {
    const { nodes, links } = this.#costs;
    if (this.#needsLinks(beginnings())) {
      this.#linksAt = this.#clock.now();
      links.measure(() => this.#network.computeLinks());
      // Others have their turn before all is read.
      await loopTurn();
      const changes = links.measure(() => this.#updateAll(beginnings()));
      links.end(() => send(changes));
    } else {
      const changes = nodes.measure(() => this.#nodes.update(this.#network));
      nodes.end(() => send(this.#changes(changes, noLinks)));
    }
  }

  #needsLinks(beginnings: ReadonlySet<number>): boolean {
    if ([...beginnings].some((from) => !this.#routes.has(from))) return true;
    if (!this.#nodes.areAll(this.#network.members)) return true;
    const isDue = this.#clock.now() - this.#linksAt >= this.everyMs.links;
    return isDue && this.#network.model.version !== this.#version;
  }

  /** In one turn, so that nodes, links and routes are of one moment. */
  #updateAll(beginnings: ReadonlySet<number>): NetworkChanges {
    const nodes = this.#nodes.update(this.#network);
    const { model } = this.#network;
    this.#version = model.version;
    const links = this.#links.update(model);
    this.#routes.clear();
    for (const from of beginnings) {
      const tree = model.has(String(from)) ? model.tree(String(from)) : [];
      this.#routes.set(from, routesText(tree, this.#links));
    }
    return this.#changes(nodes, links);
  }

  #changes(nodes: NodeChanges, links: LinkChanges): NetworkChanges {
    const { seconds } = this.#network;
    const hasTimePassed = seconds !== this.#seconds;
    this.#seconds = seconds;
    const isRemoved = nodes.removed.length + links.removed.length > 0;
    const isChanged = nodes.changed.length + nodes.moved.length + links.changed.length > 0;
    return {
      seconds,
      nodes: nodes.changed.join(','),
      links: links.changed.join(','),
      moved: nodes.moved.length === 0 ? undefined : `[${nodes.moved.join(',')}]`,
      removed: isRemoved ? JSON.stringify({ nodes: nodes.removed, links: links.removed }) : undefined,
      isEmpty: !hasTimePassed && !isRemoved && !isChanged,
    };
  }
}
