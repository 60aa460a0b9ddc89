/** Upper bounds of the classes, ms, each inclusive; what is longer stands in a class of its own. */
const durationBounds: readonly number[] = Object.freeze([
  0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000,
]);

/** Durations, counted by how long they were. */
export interface DurationFigures {
  /** Upper bounds of the classes, ms, each inclusive. */
  readonly boundsMs: readonly number[];
  /** Number in each class; one class more than there are bounds, for what was longer. */
  readonly counts: readonly number[];
  /** All together, ms. */
  readonly sumMs: number;
}

/** Counts durations in fixed classes: the memory is the same after a year. */
export class DurationCounts {
  readonly #counts: number[] = new Array<number>(durationBounds.length + 1).fill(0);
  #sumMs = 0;

  /** Counts one, ms. */
  add(ms: number): void {
    let at = 0;
    // Most are short.
    while (ms > (durationBounds[at] ?? Infinity)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sumMs += ms;
  }

  /** The counts so far. */
  figures(): DurationFigures {
    return { boundsMs: durationBounds, counts: [...this.#counts], sumMs: this.#sumMs };
  }
}
