import type { KeptExchange } from '../../journal/kept-exchange.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';

/** The journals of all nodes, or of the one with an ID, followed while nodes come and go. */
export class FollowedJournals {
  readonly #simulator: Simulator;
  readonly #id: string | undefined;
  readonly #onExchange: (exchange: KeptExchange) => void;
  readonly #stops = new Map<Node, () => void>();
  readonly #stopNodes: () => void;

  /** @param id undefined: all nodes */
  constructor(simulator: Simulator, id: string | undefined, onExchange: (exchange: KeptExchange) => void) {
    this.#simulator = simulator;
    this.#id = id;
    this.#onExchange = onExchange;
    this.#stopNodes = simulator.onNodes(() => this.#adjust());
    this.#adjust();
  }

  /** Follows none any more. */
  stop(): void {
    this.#stopNodes();
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }

  #adjust(): void {
    const present = new Set(nodesOf(this.#simulator, this.#id));
    for (const [node, stop] of this.#stops) {
      if (present.has(node)) continue;
      stop();
      this.#stops.delete(node);
    }
    for (const node of present) {
      if (!this.#stops.has(node)) this.#stops.set(node, node.journal.followKept(this.#onExchange));
    }
  }
}

/** The node with an ID, as a list that is empty where there is none, or all nodes. */
export function nodesOf({ nodes }: Simulator, id: string | undefined): readonly Node[] {
  return id === undefined ? nodes : nodes.filter((node) => node.id === id);
}
