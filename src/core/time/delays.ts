import type { Clock } from './clock.js';

/** Without a reason of ours, each abort would make an error with its stack. */
const over = 'the wait is over';

/** What faults make clients wait for. A close or a reset ends all of it: nobody waits for simulated slowness then. */
export class Delays {
  readonly #clock: Clock;
  readonly #waits = new Set<AbortController>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves true after so many ms of the simulator's clock; false when the client is gone, or when the waits are
   * ended: what was to be waited for after it is to be waited for no more.
   */
  async wait(ms: number, gone: AbortSignal): Promise<boolean> {
    if (this.#closed || gone.aborted) return false;
    const controller = new AbortController();
    const end = () => controller.abort(over);
    this.#waits.add(controller);
    gone.addEventListener('abort', end);
    const isOver = await this.#clock.sleep(ms, controller.signal);
    gone.removeEventListener('abort', end);
    this.#waits.delete(controller);
    return isOver;
  }

  /** Ends all waits. */
  end(): void {
    for (const controller of [...this.#waits]) controller.abort(over);
  }

  /** Ends all waits, and those to come. */
  close(): void {
    this.#closed = true;
    this.end();
  }
}
