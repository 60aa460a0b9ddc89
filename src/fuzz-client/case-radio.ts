import type { SilvusMock } from '../library/silvus-mock.js';
import { type Exchange, exchangeLine } from '../journal/exchange.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { BentExchange, CaseResult } from './finding.js';
import { SaidValues } from './said.js';

/** Name of the fault that sees results, and changes nothing. */
const observer = 'said';

/** Exchanges that a finding shows. */
const maxLines = 12;

/** Journal of a case's radio: it is followed, and keeps little. */
export const caseJournal = { maxEntries: 16, maxBytes: 16_777_216 };

/** The radio of one case, and what is noted of it: what it said, what was bent, which writes it executed. */
export class CaseRadio {
  readonly mock: SilvusMock;
  readonly said = new SaidValues();
  /** Resolves once more requests have come than a client may send. */
  readonly overrun: Promise<void>;
  readonly #maxRequests: number;
  readonly #bent: BentExchange[] = [];
  readonly #writes = new Map<string, number>();
  readonly #last: Exchange[] = [];
  #activity = 0;
  #requests = 0;
  #endOfPatience: () => void = () => undefined;

  private constructor(mock: SilvusMock, maxRequests: number) {
    this.mock = mock;
    this.#maxRequests = maxRequests;
    this.overrun = new Promise((resolve) => {
      this.#endOfPatience = resolve;
    });
  }

  /** Starts a radio that was made for a case. */
  static async start(mock: SilvusMock, maxRequests: number): Promise<CaseRadio> {
    const radio = new CaseRadio(mock, maxRequests);
    radio.#observe();
    await mock.start();
    return radio;
  }

  /** Changes with everything that the radio does. */
  get activity(): number {
    return this.#activity;
  }

  /** True once more requests have come than a client may send. A connection that chaos ends may have no request. */
  get isOverrun(): boolean {
    return Math.max(this.#requests, this.#bent.length) > this.#maxRequests;
  }

  /** The notes. */
  get notes(): Omit<CaseResult, 'failure'> {
    return {
      bent: this.#bent,
      requests: this.#requests,
      writes: this.#writes,
      exchanges: this.#last.map((each) => exchangeLine(withoutObserver(each))),
    };
  }

  /** Closes all connections at once. */
  async close(): Promise<void> {
    await this.mock.close({ graceMs: 0 });
  }

  #observe(): void {
    const { mock } = this;
    const entries = new Map(mock.methods.map((entry) => [entry.declaration.name, entry] as const));
    mock.on('chaos', ({ case: id, bend, stage }) => {
      this.#activity += 1;
      this.#bent.push({ case: id, bend, stage });
      this.#count();
    });
    mock.on('command', () => {
      this.#activity += 1;
    });
    const results = new Map<string, unknown>();
    // Chaos changes replies after the faults: this one sees what the radio itself says.
    mock.faults.add({
      name: observer,
      fault: {
        alter: (element, { method, params }) => {
          if ('result' in element) results.set(callText(method, params), element.result);
          return element;
        },
      },
    });
    mock.journal.follow((exchange) => {
      this.#activity += 1;
      this.#requests += 1;
      this.#count();
      this.#last.push(exchange);
      if (this.#last.length > maxLines) this.#last.shift();
      for (const { method, params, outcome } of exchange.commands) {
        if (outcome !== 'ok') continue;
        const call = callText(method, params);
        if (isWrite(entries.get(method), params)) this.#noteWrite(method, params);
        else if (results.has(call)) this.said.add(method, results.get(call));
        results.delete(call);
      }
    });
  }

  #count(): void {
    if (this.isOverrun) this.#endOfPatience();
  }

  #noteWrite(method: string, params: readonly unknown[]): void {
    this.said.add(method, params);
    const call = callText(method, params);
    this.#writes.set(call, (this.#writes.get(call) ?? 0) + 1);
  }
}

function isWrite(entry: CatalogueEntry | undefined, params: readonly unknown[]): boolean {
  return entry !== undefined && !entry.reads(params.length);
}

function callText(method: string, params: readonly unknown[]): string {
  return `${method} ${JSON.stringify(params)}`;
}

function withoutObserver(exchange: Exchange): Exchange {
  return { ...exchange, faults: exchange.faults.filter((name) => name !== observer) };
}
