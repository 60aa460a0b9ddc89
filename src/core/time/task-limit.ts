/** Runs so many tasks at the same time; further ones wait, and begin in their order. */
export class TaskLimit {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param max tasks at the same time, at least 1 */
  constructor(max: number) {
    this.#free = max;
  }

  /** Runs a task when its turn comes; ends as that does. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
