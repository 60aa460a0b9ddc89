import type { Clock } from '../../core/time/clock.js';

/** Time that a work takes, from which its interval follows. */
export class Cost {
  readonly #clock: Clock;
  readonly #times: number;
  #last: number | undefined;
  #before: number | undefined;
  #current = 0;

  /** @param times the interval is so many times the time that the work takes */
  constructor(clock: Clock, times: number) {
    this.#clock = clock;
    this.#times = times;
  }

  /** Real ms from the beginning of a work to that of the next. One that took longer than the one before does not count yet. */
  get interval(): number {
    const last = this.#last ?? 0;
    return Math.min(last, this.#before ?? last) * this.#times;
  }

  /** Runs a part of the work. */
  measure<T>(part: () => T): T {
    const since = this.#clock.now();
    const result = part();
    this.#current += this.#clock.now() - since;
    return result;
  }

  /** Ends the work with its last part, in which the interval is known. */
  end(last: () => void): void {
    this.#before = this.#last;
    this.#last = this.#current;
    this.measure(last);
    this.#last = this.#current;
    this.#current = 0;
  }
}
