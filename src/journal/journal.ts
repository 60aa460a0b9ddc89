import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { ExchangeFixture, JournalView, Verification } from './journal-view.js';
import { type Exchange, exchangeLine, requestText } from './exchange.js';
import { type ExchangePredicate, type ExchangeQuery, distance, toPredicate } from './query.js';

/** Bounds of a journal. */
export interface JournalLimits {
  /** Exchanges that are kept; 0 for none. */
  readonly maxEntries: number;
  /** Bytes of requests and replies that are kept together. */
  readonly maxBytes: number;
}

/** Bytes that an entry costs beside those of its request and reply. */
const entryOverhead = 256;

/** Near misses that a message shows. */
const mostNearMisses = 5;

/** The last exchanges of one radio, to assert on. */
export class Journal implements JournalView {
  readonly #node: string;
  #limits: JournalLimits;
  /** Real time: who waits for a client does not wait in simulated time. */
  readonly #realClock: Clock;
  #entries: (Exchange | undefined)[] = [];
  #first = 0;
  #bytes = 0;
  #count = 0;
  #age = 0;
  readonly #onFault: (fault: unknown, where: string) => void;
  readonly #followers = new Set<(exchange: Exchange) => void>();
  /** Those who wait for an exchange; called at the close. */
  readonly #waiters = new Set<() => void>();
  #closed = false;

  /** @param node ID of the node whose exchanges it keeps */
  constructor(
    node: string,
    limits: JournalLimits,
    realClock: Clock,
    onFault: (fault: unknown, where: string) => void,
  ) {
    this.#node = node;
    this.#limits = limits;
    this.#realClock = realClock;
    this.#onFault = onFault;
  }

  /** Has other bounds hold; what is beyond them is let go of, the oldest first. */
  configure({ maxEntries, maxBytes }: JournalLimits): void {
    this.#limits = { maxEntries, maxBytes };
    this.#trim();
  }

  /** Whether anything is kept. */
  get isOn(): boolean {
    return this.#limits.maxEntries > 0;
  }

  /** How many exchanges there were since the start or the last reset, those no longer kept included. */
  get total(): number {
    return this.#count;
  }

  /** The exchanges that are kept, oldest first. */
  get entries(): readonly Exchange[] {
    return this.#keptOnes().map(handedOut);
  }

  /** Changes when all is forgotten: an exchange that began before is not kept after. */
  get age(): number {
    return this.#age;
  }

  /** Keeps one more exchange, and lets go of the oldest where a bound is reached. */
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
    this.#entries.push(entry);
    this.#bytes += sizeOf(entry);
    this.#trim();
    if (this.#followers.size > 0) for (const follower of [...this.#followers]) this.#tell(follower, entry);
  }

  /** The exchanges that fit, oldest first. */
  filter(query: ExchangePredicate): readonly Exchange[] {
    if (typeof query === 'function') return this.entries.filter(query);
    return this.#keptOnes().filter(toPredicate(query)).map(handedOut);
  }

  /** Calls back on each exchange from now on; gives the way to stop. What it throws is reported. */
  follow(follower: (exchange: Exchange) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /**
   * Resolves with the first exchange that fits, one that is kept already or one to come. Rejects with
   * `NOT_SEEN` after the deadline, and leaves nothing behind.
   * @param options `timeoutMs`: real ms, default 5,000
   */
  async waitFor(query: ExchangePredicate, options: { readonly timeoutMs?: number } = {}): Promise<Exchange> {
    const fits = toPredicate(query);
    const [present] = this.filter(query);
    if (present !== undefined) return present;
    if (this.#closed) throw notSeen(`the simulator is closed, and no exchange fitted`, this.#describe(query));
    const { timeoutMs = 5_000 } = options;
    return new Promise((resolve, reject) => {
      const stop = this.follow((exchange) => {
        if (!this.#fitsSafely(fits, exchange, reject)) return;
        end();
        resolve(exchange);
      });
      const timer = this.#realClock.setTimeout(() => {
        end();
        reject(notSeen(`within ${timeoutMs} ms no exchange fitted`, this.#describe(query)));
      }, timeoutMs);
      const onClose = () => {
        end();
        reject(notSeen('the simulator was closed, and no exchange fitted', this.#describe(query)));
      };
      const end = () => {
        stop();
        timer.cancel();
        this.#waiters.delete(onClose);
      };
      this.#waiters.add(onClose);
    });
  }

  /** Throws `NOT_SEEN`, with the near misses, unless exchanges that fit are there as often as asked. */
  verify(verification: Verification): void {
    const { times, ...query } = verification;
    const found = this.filter(query).length;
    if (times === undefined ? found > 0 : found === times) return;
    const wanted = times === undefined ? 'at least once' : `${times} ${times === 1 ? 'time' : 'times'}`;
    const message = `expected ${wanted}, seen ${found} ${found === 1 ? 'time' : 'times'}: ${this.#describe(query)}`;
    throw new SilvusMockError('NOT_SEEN', message);
  }

  /** What was sent and what came back, as text, to be replayed or kept as a fixture. */
  toFixture(query: ExchangePredicate = {}): readonly ExchangeFixture[] {
    return this.filter(query).map((exchange) => ({
      port: exchange.port,
      request: requestText(exchange),
      reply: exchange.reply === undefined ? undefined : Buffer.from(exchange.reply).toString('utf8'),
    }));
  }

  /** Forgets all exchanges. */
  clear(): void {
    this.#entries = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#count = 0;
    this.#age += 1;
  }

  /** Lets all go who wait; what is kept stays to be looked at. */
  close(): void {
    this.#closed = true;
    for (const onClose of [...this.#waiters]) onClose();
    this.#followers.clear();
  }

  #keptOnes(): readonly Exchange[] {
    return this.#entries.slice(this.#first).filter((entry) => entry !== undefined);
  }

  #tell(follower: (exchange: Exchange) => void, entry: Exchange): void {
    try {
      follower(handedOut(entry));
    } catch (fault) {
      this.#onFault(fault, 'a follower of the journal');
    }
  }

  #trim(): void {
    const { maxEntries, maxBytes } = this.#limits;
    while (this.#kept() > maxEntries || (this.#bytes > maxBytes && this.#kept() > 0)) this.#dropOldest();
  }

  #kept(): number {
    return this.#entries.length - this.#first;
  }

  /**
   * The array is cut only now and then, so that letting go of the oldest costs the same however many are kept; its
   * memory is let go of at once.
   */
  #dropOldest(): void {
    const oldest = this.#entries[this.#first];
    this.#bytes -= oldest === undefined ? 0 : sizeOf(oldest);
    this.#entries[this.#first] = undefined;
    this.#first += 1;
    if (this.#first * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }

  #fitsSafely(
    fits: (exchange: Exchange) => boolean,
    exchange: Exchange,
    onFault: (fault: unknown) => void,
  ): boolean {
    try {
      return fits(exchange);
    } catch (fault) {
      onFault(fault);
      return false;
    }
  }

  #describe(query: ExchangePredicate): string {
    if (typeof query === 'function')
      return `the predicate; the last were:${lines(this.entries.slice(-mostNearMisses))}`;
    const near = [...this.entries]
      .map((exchange) => ({ exchange, distance: distance(query, exchange) }))
      .sort((a, b) => a.distance - b.distance || b.exchange.n - a.exchange.n)
      .slice(0, mostNearMisses)
      .map(({ exchange }) => exchange);
    return `${shownQuery(query)}; the nearest were:${lines(near)}`;
  }
}

/** A copy that its taker may keep and can't change what is kept here by. */
function handedOut(entry: Exchange): Exchange {
  const { request, reply, commands, faults } = entry;
  return Object.freeze({
    ...entry,
    request: Uint8Array.from(request),
    reply: reply === undefined ? undefined : Uint8Array.from(reply),
    commands: Object.freeze(structuredClone(commands).map((command) => Object.freeze(command))),
    faults: Object.freeze([...faults]),
  });
}

const longestQuery = 1_000;

function shownQuery(query: ExchangeQuery): string {
  const text = JSON.stringify(query);
  return text.length > longestQuery ? `${text.slice(0, longestQuery)}…` : text;
}

function notSeen(what: string, query: string): SilvusMockError {
  return new SilvusMockError('NOT_SEEN', `${what} ${query}`);
}

function sizeOf({ request, reply }: Exchange): number {
  // The texts of the commands are kept beside the bytes that they came in.
  return 2 * request.length + (reply?.length ?? 0) + entryOverhead;
}

function lines(exchanges: readonly Exchange[]): string {
  return exchanges.length === 0 ? ' none' : exchanges.map((each) => `\n  ${exchangeLine(each)}`).join('');
}
