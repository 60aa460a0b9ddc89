import type { Clock } from './clock.js';

/** The reason of an abort. Without one, each abort would create an error with its stack. */
const ended = 'the delay has ended';

/** The delays that faults cause. A close or a reset ends them all early. */
export class Delays {
  readonly #clock: Clock;
  readonly #delays = new Set<AbortController>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves true after `ms` of the simulator's clock, or false as soon as `disconnected` aborts or the delays are
   * ended; further delays of the same reply are then to be skipped.
   */
  async wait(ms: number, disconnected: AbortSignal): Promise<boolean> {
    if (this.#closed || disconnected.aborted) return false;
    const controller = new AbortController();
    const end = () => controller.abort(ended);
    this.#delays.add(controller);
    disconnected.addEventListener('abort', end);
    const isOver = await this.#clock.sleep(ms, controller.signal);
    disconnected.removeEventListener('abort', end);
    this.#delays.delete(controller);
    return isOver;
  }

  /** Ends all present delays. */
  end(): void {
    for (const controller of [...this.#delays]) controller.abort(ended);
  }

  /** Ends all present and future delays. */
  close(): void {
    this.#closed = true;
    this.end();
  }
}
