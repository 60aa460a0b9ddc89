import type { Clock, Timer } from '../core/time/clock.js';

/**
 * Limits the time between two activities. `stop` and `start` come with every request: they note a time, and the one
 * timer looks at it when it fires.
 */
export class IdleDeadline {
  readonly #clock: Clock;
  readonly #onIdle: () => void;
  /** When the idle time is over, ms; Infinity while it is not counted. */
  #due = Infinity;
  #timer: Timer | undefined;
  /** When the timer fires, ms. */
  #firesAt = Infinity;

  /**
   * @param clock real time
   * @param onIdle called once when the time is over
   */
  constructor(clock: Clock, onIdle: () => void) {
    this.#clock = clock;
    this.#onIdle = onIdle;
  }

  /** Counts from now. */
  start(ms: number): void {
    this.#due = this.#clock.now() + ms;
    if (this.#timer !== undefined && this.#firesAt <= this.#due) return;
    this.#arm(ms);
  }

  /** Counts no longer, until the next start. */
  stop(): void {
    this.#due = Infinity;
  }

  /** Counts no longer, and holds no timer. */
  close(): void {
    this.stop();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(ms: number): void {
    this.#timer?.cancel();
    this.#firesAt = this.#clock.now() + ms;
    this.#timer = this.#clock.setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    this.#timer = undefined;
    const left = this.#due - this.#clock.now();
    if (left === Infinity) return;
    if (left > 0) {
      this.#arm(left);
      return;
    }
    this.#due = Infinity;
    this.#onIdle();
  }
}
