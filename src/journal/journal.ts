import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import { checkFunction, checkOptions } from '../core/arguments.js';
import { valueExcerpt } from '../core/text.js';
import type { ExchangeFixture, UncheckedJournalView } from './journal-view.js';
import { type Exchange, type ExchangeRecord, exchangeLine } from './exchange.js';
import { JournalEntry } from './journal-entry.js';
import { KeptExchange, type NewExchange } from './kept-exchange.js';
import { type JournalLimits, KeptExchanges } from './kept-exchanges.js';
import {
  type CheckedPredicate,
  type CheckedQuery,
  type ExchangePredicate,
  type QueryNames,
  checkOrder,
  checkPredicate,
  checkQuery,
  checkVerification,
  queryText,
} from './query.js';
import { type PendingRequest, distance, mayMatch, toPredicate } from './matching.js';
import { orderVerdict } from './order.js';
import { pendingText, verdict } from './verdict.js';

/** Maximum number of near misses in a message. */
const maxNearMisses = 5;

/** The latest exchanges of one radio, for assertions. */
export class Journal implements UncheckedJournalView {
  readonly #node: string;
  /** Real time: clients are not driven by the simulated clock. */
  readonly #realClock: Clock;
  readonly #kept: KeptExchanges;
  #count = 0;
  #age = 0;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #followers = new Set<(exchange: KeptExchange) => void>();
  /** Pending `waitFor` calls; each is called on close. */
  readonly #waiters = new Set<() => void>();
  readonly #names: QueryNames;
  readonly #pending = new Set<PendingRequest>();
  /** Requests that came in while the journal was off. */
  #unrecorded = 0;
  #closed = false;

  /** @param node ID of the node whose exchanges are kept */
  constructor(
    node: string,
    limits: JournalLimits,
    realClock: Clock,
    onError: (error: unknown, where: string) => void,
    names: QueryNames,
  ) {
    this.#names = names;
    this.#node = node;
    this.#kept = new KeptExchanges(limits);
    this.#realClock = realClock;
    this.#onError = onError;
  }

  /** Changes the limits and removes the oldest exchanges beyond them. */
  configure(limits: JournalLimits): void {
    this.#kept.configure(limits);
  }

  /** True unless `maxEntries` is 0. */
  get isOn(): boolean {
    return this.#kept.isOn;
  }

  /** Number of exchanges since the start or the last reset, including removed ones. */
  get total(): number {
    return this.#count;
  }

  /** The kept exchanges, oldest first. */
  get entries(): readonly Exchange[] {
    return this.#kept.all().map((entry) => new JournalEntry(entry));
  }

  /** Changes with every `clear`: an exchange that began before it is not added after it. */
  get age(): number {
    return this.#age;
  }

  /** Notes a request whose reply is not ready yet, until `end`. */
  begin(request: PendingRequest): void {
    if (this.isOn) this.#pending.add(request);
    else this.#unrecorded += 1;
  }

  /** The request's reply is ready. */
  end(request: PendingRequest): void {
    this.#pending.delete(request);
  }

  /** Adds an exchange, and removes the oldest beyond the limits. */
  add(exchange: NewExchange): void {
    this.#count += 1;
    const entry = new KeptExchange(this.#node, this.#count, exchange);
    this.#kept.add(entry);
    if (this.#followers.size > 0) for (const follower of [...this.#followers]) this.#notify(follower, entry);
  }

  /** The matching exchanges, oldest first. */
  filter(query: unknown): readonly Exchange[] {
    return this.#matching(checkPredicate(query, this.#queryNames));
  }

  /** The matching exchanges as they are kept, oldest first: only for those who change nothing. */
  find(query: unknown): readonly ExchangeRecord[] {
    return this.#found(checkQuery(query, this.#queryNames));
  }

  /** The exchange with this number as it is kept; undefined if it is not. */
  kept(n: number): ExchangeRecord | undefined {
    return this.#kept.find(n);
  }

  /** The names of queries, with the outcomes that were seen. */
  get #queryNames(): QueryNames {
    const { methods, isSecret, outcomes, faults } = this.#names;
    const seen = () => this.#kept.all().flatMap(({ commands }) => commands.map(({ outcome }) => outcome));
    return { methods, isSecret, faults, outcomes: () => [...outcomes(), ...seen()] };
  }

  #matching(query: CheckedPredicate): readonly Exchange[] {
    if (typeof query === 'function') return this.entries.filter(query);
    return this.#found(query).map((entry) => new JournalEntry(entry));
  }

  #found(query: CheckedQuery): readonly ExchangeRecord[] {
    return this.#kept.all().filter(toPredicate(query));
  }

  /** Calls `follower` for each new exchange. Errors that it throws are reported. @returns stops the calls */
  follow(follower: (exchange: Exchange) => void): () => void {
    checkFunction('follow', follower);
    return this.followKept((entry) => follower(new JournalEntry(entry)));
  }

  /** `follow` with exchanges as they are kept, without a copy of each: only for those who change nothing. */
  followKept(follower: (exchange: KeptExchange) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /** A function that is true for exchanges that match a query. Throws `OPTION_INVALID`. */
  matcher(query: unknown): (exchange: ExchangeRecord) => boolean {
    return toPredicate(checkQuery(query, this.#queryNames));
  }

  /**
   * Resolves with the first matching exchange, kept or new. Rejects with `NOT_SEEN` after the deadline or on close,
   * and then removes its timer and its follower.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  async waitFor(wanted: ExchangePredicate, options: { readonly timeoutMs?: number } = {}): Promise<Exchange> {
    const timeoutMs = timeoutOf(options);
    const query = checkPredicate(wanted, this.#queryNames);
    const [present] = this.#matching(query);
    if (present !== undefined) return present;
    if (this.#closed)
      throw notSeen('the simulator is closed, and no exchange matched', this.#describe(query));
    return this.#await(query, timeoutMs);
  }

  #await(query: CheckedPredicate, timeoutMs: number): Promise<Exchange> {
    const fits = toPredicate(query);
    return new Promise((resolve, reject) => {
      const stop = this.follow((exchange) => {
        if (!this.#matchesSafely(fits, exchange, reject)) return;
        end();
        resolve(exchange);
      });
      const timer = this.#realClock.setTimeout(() => {
        end();
        reject(
          notSeen(`within ${timeoutMs} ms no exchange matched`, this.#describe(query), this.#reasons(query)),
        );
      }, timeoutMs);
      const onClose = () => {
        end();
        reject(notSeen('the simulator was closed, and no exchange matched', this.#describe(query)));
      };
      const end = () => {
        stop();
        timer.cancel();
        this.#waiters.delete(onClose);
      };
      this.#waiters.add(onClose);
    });
  }

  /** Throws `NOT_SEEN`, with the near misses, unless the number of matching exchanges is as expected; `UNDECIDED`. */
  verify(verification: unknown): void {
    const { count, query } = checkVerification(verification, this.#queryNames);
    const found = this.#found(query).length;
    const pending = this.#pendingFor(query);
    const error = verdict({ expected: count, found, pending, gap: this.#gap });
    if (error !== undefined)
      throw new SilvusMockError(error.code, `${error.message}: ${this.#describe(query)}`);
  }

  /** Throws `NOT_SEEN` unless calls came in this order; `UNDECIDED`. */
  verifyOrder(order: unknown): void {
    const queries = checkOrder(order, this.#queryNames);
    const exchanges = this.#kept.all();
    const pendingFor = (query: CheckedQuery) => this.#pendingFor(query);
    const error = orderVerdict({
      queries,
      exchanges,
      pendingFor,
      gap: this.#gap,
      isSecret: this.#names.isSecret,
    });
    if (error === undefined) return;
    const last = `the last were:${lines(exchanges.slice(-maxNearMisses))}`;
    throw new SilvusMockError(error.code, `${error.message}; ${last}`);
  }

  /** Why exchanges are missing here; undefined if all are kept. */
  get #gap(): string | undefined {
    if (!this.isOn) return 'the journal is off (setting journal.maxEntries)';
    const dropped = this.#count - this.#kept.size;
    if (dropped > 0) {
      const { maxEntries, maxBytes } = this.#kept.limits;
      const limits = `journal.maxEntries: ${maxEntries}, journal.maxBytes: ${maxBytes}`;
      return `${dropped} of ${this.#count} exchanges are no longer kept (settings ${limits})`;
    }
    if (this.#unrecorded === 0) return undefined;
    return `the journal was off for ${this.#unrecorded} of the requests`;
  }

  #pendingFor(query: CheckedPredicate): number {
    return [...this.#pending].filter((request) => mayMatch(query, request)).length;
  }

  /** Reasons for which an exchange may be missing, for the end of a message. */
  #reasons(query: CheckedPredicate): string {
    const pending = this.#pendingFor(query);
    const gap = this.#gap;
    return `${pending === 0 ? '' : `; ${pendingText(pending)}`}${gap === undefined ? '' : `; ${gap}`}`;
  }

  /** Requests and replies as text, for a fixture. */
  toFixture(query: ExchangePredicate = {}): readonly ExchangeFixture[] {
    return this.filter(query).map(({ port, page, requestText, replyText }) => ({
      port,
      ...(page === undefined ? {} : { page }),
      request: requestText,
      reply: replyText,
    }));
  }

  /** Removes all exchanges. */
  clear(): void {
    this.#kept.clear();
    this.#pending.clear();
    this.#unrecorded = 0;
    this.#count = 0;
    this.#age += 1;
  }

  /** Rejects pending `waitFor` calls. The kept exchanges stay readable. */
  close(): void {
    this.#closed = true;
    for (const onClose of [...this.#waiters]) onClose();
    this.#followers.clear();
  }

  #notify(follower: (exchange: KeptExchange) => void, entry: KeptExchange): void {
    try {
      follower(entry);
    } catch (error) {
      this.#onError(error, 'a follower of the journal');
    }
  }

  #matchesSafely(
    fits: (exchange: Exchange) => boolean,
    exchange: Exchange,
    onError: (error: unknown) => void,
  ): boolean {
    try {
      return fits(exchange);
    } catch (error) {
      onError(error);
      return false;
    }
  }

  #describe(query: CheckedPredicate): string {
    if (typeof query === 'function')
      return `the predicate; the last were:${lines(this.entries.slice(-maxNearMisses))}`;
    // As they are kept: a copy of each, for those who may change it, takes as long as writing it.
    const near = this.#kept
      .all()
      .map((exchange) => ({ exchange, distance: distance(query, exchange) }))
      .sort((a, b) => a.distance - b.distance || b.exchange.n - a.exchange.n)
      .slice(0, maxNearMisses)
      .map(({ exchange }) => exchange);
    return `${queryText(query, this.#names.isSecret)}; the nearest were:${lines(near)}`;
  }
}

/** The deadline of a wait, real ms. Throws `OPTION_INVALID`. */
function timeoutOf(options: { readonly timeoutMs?: number }): number {
  checkOptions('waitFor', options, ['timeoutMs']);
  const { timeoutMs = 5_000 } = options;
  if (typeof timeoutMs === 'number' && timeoutMs >= 0) return timeoutMs;
  const message = `waitFor: timeoutMs: ${valueExcerpt(timeoutMs)} is not allowed; allowed: ms, at least 0`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

function notSeen(what: string, query: string, reasons = ''): SilvusMockError {
  return new SilvusMockError('NOT_SEEN', `${what} ${query}${reasons}`);
}

function lines(exchanges: readonly ExchangeRecord[]): string {
  return exchanges.length === 0 ? ' none' : exchanges.map((each) => `\n  ${exchangeLine(each)}`).join('');
}
