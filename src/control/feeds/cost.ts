/** The interval of a repeated work, which follows from the processor time that the work took. */
export class Cost {
  readonly #workTime: () => number;
  readonly #times: number;
  #last: number | undefined;
  #before: number | undefined;
  #current = 0;

  /**
   * @param workTime processor time of this process, ms
   * @param times the interval is so many times what the work takes
   */
  constructor(workTime: () => number, times: number) {
    this.#workTime = workTime;
    this.#times = times;
  }

  /** Real ms from the beginning of a work to that of the next; of one that took more than the one before, as if not. */
  get interval(): number {
    const last = this.#last ?? 0;
    return Math.min(last, this.#before ?? last) * this.#times;
  }

  /** Runs a part of the work. */
  measure<T>(part: () => T): T {
    const since = this.#workTime();
    const result = part();
    this.#current += this.#workTime() - since;
    return result;
  }

  /** Ends the work with its last part, in which the interval is known. */
  end(last: () => void): void {
    this.#before = this.#last;
    this.#last = this.#counted();
    this.measure(last);
    this.#last = this.#counted();
    this.#current = 0;
  }

  /** The first time most of it is for compiling the code. */
  #counted(): number {
    return this.#before === undefined ? this.#current / 4 : this.#current;
  }
}
