/** Bytes of lines that wait to be written; further lines are lost. */
const maxWaiting = 2 ** 20;

/**
 * Limits the lines that wait to be written and counts the lost ones. Once the limit is reached, no line is accepted
 * until half of it is free, so that a slow reader does not get a count after every line.
 */
export class LogCapacity {
  #lost = 0;
  #unreported = 0;
  #isFull = false;

  /** Number of lost lines. */
  get lost(): number {
    return this.#lost;
  }

  /** Accepts one more line, or counts it as lost. @param waiting bytes that already wait */
  accepts(waiting: number): boolean {
    this.#isFull = waiting >= (this.#isFull ? maxWaiting / 2 : maxWaiting);
    if (this.#isFull) this.lose(1);
    return !this.#isFull;
  }

  /** Counts lines that were accepted and cannot be written. */
  lose(lines: number): void {
    this.#lost += lines;
    this.#unreported += lines;
  }

  /** Returns the number of lines lost since the last call. */
  takeUnreported(): number {
    const count = this.#unreported;
    this.#unreported = 0;
    return count;
  }
}
