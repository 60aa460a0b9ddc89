import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { ExchangeFixture, JournalView, Verification } from './journal-view.js';
import { type Exchange, exchangeLine, requestText } from './exchange.js';
import { type JournalLimits, KeptExchanges } from './kept-exchanges.js';
import { type ExchangePredicate, type ExchangeQuery, distance, toPredicate } from './query.js';

/** Maximum number of near misses in a message. */
const maxNearMisses = 5;

/** The latest exchanges of one radio, for assertions. */
export class Journal implements JournalView {
  readonly #node: string;
  /** Real time: clients are not driven by the simulated clock. */
  readonly #realClock: Clock;
  readonly #kept: KeptExchanges;
  #count = 0;
  #age = 0;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #followers = new Set<(exchange: Exchange) => void>();
  /** Pending `waitFor` calls; each is called on close. */
  readonly #waiters = new Set<() => void>();
  #closed = false;

  /** @param node ID of the node whose exchanges are kept */
  constructor(
    node: string,
    limits: JournalLimits,
    realClock: Clock,
    onError: (error: unknown, where: string) => void,
  ) {
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
    return this.#kept.all().map(copyOf);
  }

  /** Changes with every `clear`: an exchange that began before it is not added after it. */
  get age(): number {
    return this.#age;
  }

  /** Adds an exchange, and removes the oldest beyond the limits. */
  add(exchange: Omit<Exchange, 'node' | 'n'>): void {
    this.#count += 1;
    const { at, port, peer, request, reply, ending, commands, faults } = exchange;
    const n = this.#count;
    const node = this.#node;
    const entry: Exchange = Object.freeze({
      node,
      n,
      at,
      port,
      peer,
      request,
      reply,
      ending,
      commands,
      faults,
    });
    this.#kept.add(entry);
    if (this.#followers.size > 0) for (const follower of [...this.#followers]) this.#notify(follower, entry);
  }

  /** The matching exchanges, oldest first. */
  filter(query: ExchangePredicate): readonly Exchange[] {
    if (typeof query === 'function') return this.entries.filter(query);
    return this.#kept.all().filter(toPredicate(query)).map(copyOf);
  }

  /** Calls `follower` for each new exchange. Errors that it throws are reported. @returns stops the calls */
  follow(follower: (exchange: Exchange) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /**
   * Resolves with the first matching exchange, kept or new. Rejects with `NOT_SEEN` after the deadline or on close,
   * and then removes its timer and its follower.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  async waitFor(query: ExchangePredicate, options: { readonly timeoutMs?: number } = {}): Promise<Exchange> {
    const fits = toPredicate(query);
    const [present] = this.filter(query);
    if (present !== undefined) return present;
    if (this.#closed)
      throw notSeen('the simulator is closed, and no exchange matched', this.#describe(query));
    const { timeoutMs = 5_000 } = options;
    return new Promise((resolve, reject) => {
      const stop = this.follow((exchange) => {
        if (!this.#matchesSafely(fits, exchange, reject)) return;
        end();
        resolve(exchange);
      });
      const timer = this.#realClock.setTimeout(() => {
        end();
        reject(notSeen(`within ${timeoutMs} ms no exchange matched`, this.#describe(query)));
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

  /** Throws `NOT_SEEN`, with the near misses, unless the number of matching exchanges is as expected. */
  verify(verification: Verification): void {
    const { times, ...query } = verification;
    const found = this.filter(query).length;
    if (times === undefined ? found > 0 : found === times) return;
    const wanted = times === undefined ? 'at least once' : `${times} ${times === 1 ? 'time' : 'times'}`;
    const message = `expected ${wanted}, seen ${found} ${found === 1 ? 'time' : 'times'}: ${this.#describe(query)}`;
    throw new SilvusMockError('NOT_SEEN', message);
  }

  /** Requests and replies as text, for a fixture. */
  toFixture(query: ExchangePredicate = {}): readonly ExchangeFixture[] {
    return this.filter(query).map((exchange) => ({
      port: exchange.port,
      request: requestText(exchange),
      reply: exchange.reply === undefined ? undefined : Buffer.from(exchange.reply).toString('utf8'),
    }));
  }

  /** Removes all exchanges. */
  clear(): void {
    this.#kept.clear();
    this.#count = 0;
    this.#age += 1;
  }

  /** Rejects pending `waitFor` calls. The kept exchanges stay readable. */
  close(): void {
    this.#closed = true;
    for (const onClose of [...this.#waiters]) onClose();
    this.#followers.clear();
  }

  #notify(follower: (exchange: Exchange) => void, entry: Exchange): void {
    try {
      follower(copyOf(entry));
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

  #describe(query: ExchangePredicate): string {
    if (typeof query === 'function')
      return `the predicate; the last were:${lines(this.entries.slice(-maxNearMisses))}`;
    const near = [...this.entries]
      .map((exchange) => ({ exchange, distance: distance(query, exchange) }))
      .sort((a, b) => a.distance - b.distance || b.exchange.n - a.exchange.n)
      .slice(0, maxNearMisses)
      .map(({ exchange }) => exchange);
    return `${queryText(query)}; the nearest were:${lines(near)}`;
  }
}

/** A deep copy: callers can keep it without affecting the journal. */
function copyOf(entry: Exchange): Exchange {
  const { request, reply, commands, faults } = entry;
  return Object.freeze({
    ...entry,
    request: Uint8Array.from(request),
    reply: reply === undefined ? undefined : Uint8Array.from(reply),
    commands: Object.freeze(structuredClone(commands).map((command) => Object.freeze(command))),
    faults: Object.freeze([...faults]),
  });
}

const maxQueryLength = 1_000;

function queryText(query: ExchangeQuery): string {
  const text = JSON.stringify(query);
  return text.length > maxQueryLength ? `${text.slice(0, maxQueryLength)}…` : text;
}

function notSeen(what: string, query: string): SilvusMockError {
  return new SilvusMockError('NOT_SEEN', `${what} ${query}`);
}

function lines(exchanges: readonly Exchange[]): string {
  return exchanges.length === 0 ? ' none' : exchanges.map((each) => `\n  ${exchangeLine(each)}`).join('');
}
