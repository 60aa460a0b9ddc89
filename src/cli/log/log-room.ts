/** Bytes of lines that wait to be written; a line that comes beyond is lost. */
export const mostWaiting = 2 ** 20;

/**
 * Decides which lines a log has room for, and counts the others. Once it was full it takes none until half of it is
 * free, so that a slow reader is not sent a count after every line.
 */
export class LogRoom {
  #lost = 0;
  #untold = 0;
  #isFull = false;

  /** Lines that were lost. */
  get lost(): number {
    return this.#lost;
  }

  /** Whether one more line may wait; one that may not is counted. @param waiting bytes that wait already */
  takes(waiting: number): boolean {
    this.#isFull = waiting >= (this.#isFull ? mostWaiting / 2 : mostWaiting);
    if (this.#isFull) this.lose(1);
    return !this.#isFull;
  }

  /** Counts lines that were taken and will not be written. */
  lose(lines: number): void {
    this.#lost += lines;
    this.#untold += lines;
  }

  /** How many were lost since the last time that it was asked. */
  untold(): number {
    const count = this.#untold;
    this.#untold = 0;
    return count;
  }
}
