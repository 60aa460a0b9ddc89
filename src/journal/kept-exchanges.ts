import type { ExchangeRecord } from './exchange.js';
import type { KeptExchange } from './kept-exchange.js';

/** Limits of a journal. */
export interface JournalLimits {
  /** Number of kept exchanges (0 = off). */
  readonly maxEntries: number;
  /** Bytes of all kept requests and replies. */
  readonly maxBytes: number;
}

/** The latest exchanges within the limits of a journal. */
export class KeptExchanges {
  #limits: JournalLimits;
  #entries: (KeptExchange | undefined)[] = [];
  #first = 0;
  #bytes = 0;

  constructor(limits: JournalLimits) {
    this.#limits = limits;
  }

  /** Changes the limits and removes the oldest exchanges beyond them. */
  configure({ maxEntries, maxBytes }: JournalLimits): void {
    this.#limits = { maxEntries, maxBytes };
    this.#trim();
  }

  /** True unless `maxEntries` is 0. */
  get isOn(): boolean {
    return this.#limits.maxEntries > 0;
  }

  /** The kept exchanges, oldest first. */
  all(): readonly ExchangeRecord[] {
    return this.#entries.slice(this.#first).filter((entry) => entry !== undefined);
  }

  /** The exchange with this number; undefined if it is not kept. Numbers have no gaps. */
  find(n: number): ExchangeRecord | undefined {
    const oldest = this.#entries[this.#first];
    return oldest === undefined || n < oldest.n ? undefined : this.#entries[this.#first + n - oldest.n];
  }

  /** Adds an exchange, and removes the oldest beyond the limits. */
  add(entry: KeptExchange): void {
    this.#entries.push(entry);
    this.#bytes += entry.size;
    this.#trim();
  }

  /** Removes all exchanges. */
  clear(): void {
    this.#entries = [];
    this.#first = 0;
    this.#bytes = 0;
  }

  /** Limits in force. */
  get limits(): JournalLimits {
    return this.#limits;
  }

  /** Number of kept exchanges. */
  get size(): number {
    return this.#entries.length - this.#first;
  }

  #trim(): void {
    const { maxEntries, maxBytes } = this.#limits;
    while (this.size > maxEntries || (this.#bytes > maxBytes && this.size > 0)) this.#dropOldest();
  }

  /**
   * Removes the oldest entry. The entry is released immediately; the array is shortened only when half of it is
   * unused, so that the cost does not grow with the number of entries.
   */
  #dropOldest(): void {
    const oldest = this.#entries[this.#first];
    this.#bytes -= oldest?.size ?? 0;
    this.#entries[this.#first] = undefined;
    this.#first += 1;
    if (this.#first * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }
}
