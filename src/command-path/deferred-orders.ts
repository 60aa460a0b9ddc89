import type { Clock, Timer } from '../core/time/clock.js';
import type { DeferredOrder } from '../radio/deferred-order.js';
import type { Origin } from '../ports/origin.js';

/** Why an order is carried out no more. */
export type DropCause = 'reboot' | 'zeroize' | 'reset' | 'closing';

/** An order that is carried out no more. */
export interface DroppedOrder {
  readonly cause: DropCause;
  /** The methods that it would have called. */
  readonly methods: readonly string[];
}

/** What orders are put off with. */
export interface DeferredOrdersOptions {
  readonly clock: Clock;
  /** How many may wait at once. */
  maxOrders(): number;
  /** How often the radio has rebooted: what it had been told before, it has forgotten. */
  reboots(): number;
  /** Carries the calls of an order out that has fallen due; never throws. */
  carryOut(order: DeferredOrder, origin: Origin): void;
  onDropped(dropped: DroppedOrder): void;
}

interface Waiting {
  readonly order: DeferredOrder;
  /** How often the radio had rebooted when it was given. */
  readonly reboots: number;
  readonly timer: Timer;
}

/** The orders that wait for their time. They live in the radio's memory: a reboot, and what is worse, ends them. */
export class DeferredOrders {
  readonly #options: DeferredOrdersOptions;
  readonly #waiting = new Set<Waiting>();
  #closed = false;

  constructor(options: DeferredOrdersOptions) {
    this.#options = options;
  }

  /** Takes an order, or says why it does not: as many wait as may, or the simulator closes. */
  take(order: DeferredOrder, origin: Origin): 'taken' | 'full' | 'closing' {
    const { clock } = this.#options;
    if (this.#closed) return 'closing';
    const reboots = this.#options.reboots();
    this.#drop('reboot', (each) => each.reboots !== reboots);
    if (this.#waiting.size >= this.#options.maxOrders()) return 'full';
    const timer = clock.setTimeout(() => this.#fallDue(waiting, origin), order.delayMs);
    const waiting: Waiting = { order, reboots, timer };
    this.#waiting.add(waiting);
    return 'taken';
  }

  /** Drops all that wait. */
  drop(cause: DropCause): void {
    this.#drop(cause, () => true);
  }

  /** Drops all that wait, and takes no more. */
  close(): void {
    this.#closed = true;
    this.drop('closing');
  }

  #fallDue(waiting: Waiting, origin: Origin): void {
    if (waiting.reboots !== this.#options.reboots()) {
      this.#drop('reboot', (each) => each === waiting);
      return;
    }
    this.#waiting.delete(waiting);
    this.#options.carryOut(waiting.order, origin);
  }

  #drop(cause: DropCause, isMeant: (waiting: Waiting) => boolean): void {
    const meant = [...this.#waiting].filter(isMeant);
    for (const waiting of meant) {
      waiting.timer.cancel();
      this.#waiting.delete(waiting);
    }
    for (const { order } of meant) this.#options.onDropped({ cause, methods: order.methods });
  }
}
