/** Exchanges whose repetitions are counted at the same time; beyond it, the least recently seen is forgotten. */
export const maxSeen = 10_000;

/** Counts how often each exchange was seen. Its size is bounded; one that was forgotten counts from 1 again. */
export class SeenCounts {
  readonly #counts = new Map<string, number>();

  /** Counts one more; returns the number. */
  add(exchange: string): number {
    const count = (this.#counts.get(exchange) ?? 0) + 1;
    this.#counts.delete(exchange);
    this.#counts.set(exchange, count);
    if (this.#counts.size > maxSeen) {
      const [oldest] = this.#counts.keys();
      if (oldest !== undefined) this.#counts.delete(oldest);
    }
    return count;
  }

  clear(): void {
    this.#counts.clear();
  }
}
