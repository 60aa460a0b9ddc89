import type { Exchange } from './exchange.js';
import type { ExchangePredicate, ExchangeQuery } from './query.js';

/** Query of `verify`. */
export interface Verification extends ExchangeQuery {
  /** Exact number of exchanges; default: at least one. */
  readonly times?: number;
}

/** One exchange as a fixture: request and reply as text. */
export interface ExchangeFixture {
  readonly port: Exchange['port'];
  readonly request: string;
  readonly reply: string | undefined;
}

/** The last exchanges with one radio, to assert on. */
export interface JournalView {
  /** Exchanges since the start or the last reset, those no longer kept included. */
  readonly total: number;
  /** The exchanges that are kept, oldest first. */
  readonly entries: readonly Exchange[];
  /** The exchanges that match, oldest first: `journal.filter({ method: 'freq', outcome: 'BUSY' })`. */
  filter(query: ExchangePredicate): readonly Exchange[];
  /**
   * Resolves with the first exchange that matches, kept already or still to come. Rejects with `NOT_SEEN` after the
   * deadline or at the close, and leaves no timer or listener behind.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  waitFor(query: ExchangePredicate, options?: { readonly timeoutMs?: number }): Promise<Exchange>;
  /** Throws `NOT_SEEN`, with the nearest exchanges, unless as many exchanges match as asked. */
  verify(verification: Verification): void;
  /** Requests and replies as text, to replay or to keep as a fixture. */
  toFixture(query?: ExchangePredicate): readonly ExchangeFixture[];
  /** Calls back on each exchange from now on; returns the function that stops it. An error of `follower` is logged. */
  follow(follower: (exchange: Exchange) => void): () => void;
  /** Forgets all exchanges. */
  clear(): void;
}
