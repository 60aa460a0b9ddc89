import type { Exchange } from '../../journal/exchange.js';
import type { ExchangeFixture, Journal, Verification } from '../../journal/journal.js';
import type { ExchangePredicate } from '../../journal/query.js';

/** The last exchanges of one radio, to look at and assert on. What it hands out are copies. */
export class JournalView {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** How many exchanges there were since the start or the last reset, those no longer kept included. */
  get total(): number {
    return this.#journal.total;
  }

  /** The exchanges that are kept, oldest first. */
  get entries(): readonly Exchange[] {
    return this.#journal.entries;
  }

  /** The exchanges that fit, oldest first: `journal.filter({ method: 'freq', outcome: 'BUSY' })`. */
  filter(query: ExchangePredicate): readonly Exchange[] {
    return this.#journal.filter(query);
  }

  /**
   * Resolves with the first exchange that fits, one that is kept already or one to come. Rejects with
   * `NOT_SEEN` after the deadline or at the close, and leaves nothing behind.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  waitFor(query: ExchangePredicate, options?: { readonly timeoutMs?: number }): Promise<Exchange> {
    return this.#journal.waitFor(query, options);
  }

  /** Throws `NOT_SEEN`, with the near misses, unless exchanges that fit are there as often as asked. */
  verify(verification: Verification): void {
    this.#journal.verify(verification);
  }

  /** What was sent and what came back, as text, to be replayed or kept as a fixture. */
  toFixture(query?: ExchangePredicate): readonly ExchangeFixture[] {
    return this.#journal.toFixture(query);
  }

  /** Calls back on each exchange from now on; gives the way to stop. What it throws is logged and harms nobody. */
  follow(follower: (exchange: Exchange) => void): () => void {
    return this.#journal.follow(follower);
  }

  /** Forgets all exchanges. */
  clear(): void {
    this.#journal.clear();
  }
}
