import type { Exchange } from './exchange.js';

/** One row of the journal's list. */
export interface Row {
  /** Different for each row. */
  readonly key: number;
  readonly exchange: Exchange;
  /** Number of times that its radio's journal was found cleared before: numbers of exchanges begin anew then. */
  readonly era: number;
  /** The first one after its radio's journal was cleared. */
  readonly isFirst: boolean;
}

/** The journal of a radio as the page knows it. */
interface KnownJournal {
  /** Number and time of the last exchange that came. */
  n: number;
  at: number;
  era: number;
  /** The next row is the first after a clear. */
  isCleared: boolean;
}

/** Maximum number of rows that are kept, and of those that are held back. */
export const maxRows = 1_000;

/** The latest exchanges, newest first; new ones are held back while somebody reads. */
export class ExchangeRows {
  #shown: readonly Row[] = [];
  /** Rows that are not shown yet, oldest first. */
  #waiting: Row[] = [];
  #waitingCount = 0;
  readonly #journals = new Map<string, KnownJournal>();
  #lastKey = 0;

  /** The rows that are shown, newest first. Another array after each change. */
  get shown(): readonly Row[] {
    return this.#shown;
  }

  /** Number of exchanges that came and are not shown yet. */
  get waitingCount(): number {
    return this.#waitingCount;
  }

  /** Number of the last exchange of a radio that came; 0 for none. */
  lastOf(node: string): number {
    return this.#journals.get(node)?.n ?? 0;
  }

  /** Number of times that the journal of a radio was found cleared. */
  eraOf(node: string): number {
    return this.#journals.get(node)?.era ?? 0;
  }

  /** Radios of which exchanges came. */
  get nodes(): readonly string[] {
    return [...this.#journals.keys()];
  }

  /** Adds an exchange that has just happened. */
  add(exchange: Exchange): void {
    const journal = this.#journalOf(exchange.node);
    if (exchange.n <= journal.n) this.#noteClear(journal);
    this.#append(exchange, journal);
  }

  /**
   * Those of the exchanges that a journal has kept, oldest first, that have not come yet.
   * @param total number of exchanges since the journal was last cleared
   */
  missing(node: string, total: number, entries: readonly Exchange[]): readonly Exchange[] {
    this.checkTotal(node, total);
    const journal = this.#journalOf(node);
    const last = entries.find(({ n }) => n === journal.n);
    if (last !== undefined && last.at !== journal.at) this.#noteClear(journal);
    return entries.filter(({ n }) => n > journal.n);
  }

  /**
   * Notes that a journal was cleared, if it has had fewer exchanges than came from it.
   * @param last number of the last exchange that had come when the total was asked for
   */
  checkTotal(node: string, total: number, last = this.lastOf(node)): boolean {
    const journal = this.#journals.get(node);
    if (journal === undefined || total >= last || journal.n !== last) return false;
    this.#noteClear(journal);
    return true;
  }

  /** True if an exchange may still be in its journal under its number. */
  isNumbered({ era, exchange: { node } }: Row): boolean {
    return this.#journals.get(node)?.era === era;
  }

  /** Shows what was held back. */
  release(): void {
    if (this.#waiting.length === 0) return;
    this.#shown = [...this.#waiting.reverse(), ...this.#shown].slice(0, maxRows);
    this.#waiting = [];
    this.#waitingCount = 0;
  }

  /** Removes all rows, as their journals were cleared. */
  clear(): void {
    this.#shown = [];
    this.#waiting = [];
    this.#waitingCount = 0;
    this.#journals.clear();
  }

  #append(exchange: Exchange, journal: KnownJournal): void {
    this.#lastKey += 1;
    const { era, isCleared: isFirst } = journal;
    this.#waiting.push({ key: this.#lastKey, exchange, era, isFirst });
    this.#waitingCount += 1;
    // A shift for each exchange beyond the limit would move all the others.
    if (this.#waiting.length >= 2 * maxRows) this.#waiting = this.#waiting.slice(-maxRows);
    journal.n = exchange.n;
    journal.at = exchange.at;
    journal.isCleared = false;
  }

  #journalOf(node: string): KnownJournal {
    const known = this.#journals.get(node) ?? { n: 0, at: 0, era: 0, isCleared: false };
    this.#journals.set(node, known);
    return known;
  }

  #noteClear(journal: KnownJournal): void {
    journal.era += 1;
    journal.n = 0;
    journal.at = 0;
    journal.isCleared = true;
  }
}
