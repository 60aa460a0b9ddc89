import type { Clock, Timer } from '../core/time/clock.js';
import type { DeferredOrder } from '../radio/deferred-order.js';
import type { Origin } from '../ports/origin.js';

/** Reason for dropping an order. */
type DropCause = 'reboot' | 'zeroize' | 'reset' | 'closing';

/** An order that will not be executed. */
export interface DroppedOrder {
  readonly cause: DropCause;
  /** The methods of its calls. */
  readonly methods: readonly string[];
}

/** Options of deferred orders. */
interface DeferredOrdersOptions {
  readonly clock: Clock;
  /** Maximum number of waiting orders. */
  maxOrders(): number;
  /** Number of reboots of the radio: an order from before a reboot is lost. */
  reboots(): number;
  /** Executes the calls of an order that is due; never throws. */
  execute(order: DeferredOrder, origin: Origin): void;
  onDropped(dropped: DroppedOrder): void;
}

interface WaitingOrder {
  readonly order: DeferredOrder;
  /** Number of reboots when the order was accepted. */
  readonly reboots: number;
  readonly timer: Timer;
}

/** Waiting deferred orders. Kept in memory only: lost on reboot, zeroize, reset and close. */
export class DeferredOrders {
  readonly #options: DeferredOrdersOptions;
  readonly #waiting = new Set<WaitingOrder>();
  #closed = false;

  constructor(options: DeferredOrdersOptions) {
    this.#options = options;
  }

  /** Accepts an order unless the maximum number is waiting or the simulator is closing. */
  accept(order: DeferredOrder, origin: Origin): 'accepted' | 'full' | 'closing' {
    const { clock } = this.#options;
    if (this.#closed) return 'closing';
    const reboots = this.#options.reboots();
    this.#drop('reboot', (each) => each.reboots !== reboots);
    if (this.#waiting.size >= this.#options.maxOrders()) return 'full';
    const timer = clock.setTimeout(() => this.#fallDue(waiting, origin), order.delayMs);
    const waiting: WaitingOrder = { order, reboots, timer };
    this.#waiting.add(waiting);
    return 'accepted';
  }

  /** Drops all waiting orders. */
  drop(cause: DropCause): void {
    this.#drop(cause, () => true);
  }

  /** Drops all waiting orders and accepts no more. */
  close(): void {
    this.#closed = true;
    this.drop('closing');
  }

  #fallDue(waiting: WaitingOrder, origin: Origin): void {
    if (waiting.reboots !== this.#options.reboots()) {
      this.#drop('reboot', (each) => each === waiting);
      return;
    }
    this.#waiting.delete(waiting);
    this.#options.execute(waiting.order, origin);
  }

  #drop(cause: DropCause, isAffected: (waiting: WaitingOrder) => boolean): void {
    const dropped = [...this.#waiting].filter(isAffected);
    for (const waiting of dropped) {
      waiting.timer.cancel();
      this.#waiting.delete(waiting);
    }
    for (const { order } of dropped) this.#options.onDropped({ cause, methods: order.methods });
  }
}
