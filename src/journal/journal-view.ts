import type { Exchange, ExchangeRecord, RecordedPage } from './exchange.js';
import type { KeptExchange } from './kept-exchange.js';
import type { ExchangePredicate, OrderStep, Verification } from './query.js';

/** One exchange as a fixture: request and reply as text. */
export interface ExchangeFixture {
  readonly port: Exchange['port'];
  /** The page that the request was for; absent for the API. */
  readonly page?: RecordedPage;
  readonly request: string;
  readonly reply: string | undefined;
}

/** The last exchanges with one radio, to assert on. */
export interface JournalView {
  /** Number of exchanges since the start or the last reset, including removed ones. */
  readonly total: number;
  /** The kept exchanges, oldest first. */
  readonly entries: readonly Exchange[];
  /**
   * The kept exchanges that match, oldest first: `journal.filter({ method: 'freq', outcome: 'BUSY' })`.
   * Throws `OPTION_INVALID`, as all methods with a query do, for a member or a name that there is not.
   */
  filter(query: ExchangePredicate): readonly Exchange[];
  /**
   * Resolves with the first matching exchange, kept or new. Rejects with `NOT_SEEN` after the deadline or on close,
   * and then removes its timer and its listener.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  waitFor(query: ExchangePredicate, options?: { readonly timeoutMs?: number }): Promise<Exchange>;
  /**
   * Throws `NOT_SEEN`, with the nearest exchanges, unless the number of matching exchanges is as expected; `UNDECIDED`
   * if it depends on exchanges that are no longer kept, or on a request whose reply is still on its way.
   */
  verify(verification: Verification): void;
  /**
   * Throws `NOT_SEEN` unless calls came in this order: `journal.verifyOrder(['freq', 'power_dBm'])`. Others may come
   * between them. The order is that of the replies, and in a batch that of its calls; `UNDECIDED` as for `verify`.
   */
  verifyOrder(order: readonly OrderStep[]): void;
  /** Requests and replies as text, to replay or for a fixture. */
  toFixture(query?: ExchangePredicate): readonly ExchangeFixture[];
  /** Calls `follower` for each new exchange; returns a function that stops the calls. Its errors are logged. */
  follow(follower: (exchange: Exchange) => void): () => void;
  /** Removes all exchanges. */
  clear(): void;
}

/** {@link JournalView} that takes what is not checked yet. */
export interface UncheckedJournalView extends JournalView {
  filter(query: unknown): readonly Exchange[];
  /** The exchanges of `filter` as they are kept, without a copy of each: only for those who change nothing. */
  find(query: unknown): readonly ExchangeRecord[];
  /** The exchange with this number as it is kept; undefined if it is not. */
  kept(n: number): ExchangeRecord | undefined;
  /** A function that is true for exchanges that match a query. Throws `OPTION_INVALID`. */
  matcher(query: unknown): (exchange: ExchangeRecord) => boolean;
  /** `follow` with exchanges as they are kept, without a copy of each: only for those who change nothing. */
  followKept(follower: (exchange: KeptExchange) => void): () => void;
  verify(verification: unknown): void;
  verifyOrder(order: unknown): void;
}
