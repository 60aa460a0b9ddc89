import { signal } from '@preact/signals';
import * as z from 'zod/mini';
import { ApiError, messageOf } from '../api/api-error.js';
import { api, sure } from '../api/client.js';
import { follow } from '../api/event-stream.js';
import type { ClockOffsets } from './clock-offsets.js';
import { type Exchange, exchangeSchema, maxKeptBytes, shortened } from './exchange.js';
import { ExchangeRows, type Row } from './exchange-rows.js';
import {
  type ExchangeParameters,
  type JournalFilter,
  type KnownNames,
  exchangeParameters,
} from './journal-filter.js';

/** States of the stream of exchanges. */
type FeedState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  /** It is opened again, or was refused for good. */
  | { readonly kind: 'closed' | 'refused'; readonly message: string };

/** Choice of the exchanges of a feed. */
export interface FeedChoice {
  /** ID of the radio; undefined: all. */
  readonly node: string | undefined;
  readonly filter: JournalFilter;
  readonly names: KnownNames;
  /** IDs of the radios, for their past. */
  readonly nodes: () => readonly string[];
  readonly clocks: ClockOffsets;
}

const skippedSchema = z.object({ exchanges: z.number(), perSecond: z.number(), rate: z.number() });

/** Exchanges of the last second that the simulator has left out. */
type Skipped = z.output<typeof skippedSchema>;

/** Interval at which new rows are shown, ms. */
const showInterval = 150;

/** Time for which the counts of exchanges left out hold, ms: they come once a second. */
const skippedTime = 2_000;

/** Number of past exchanges of one radio, and of all together. */
const pastOfOne = 200;
const pastOfAll = 400;

/** Number of radios beyond which the past of all is not asked for. */
const maxNodes = 20;

/** The exchanges of one radio or of all: first the past, then as they happen. */
export class JournalFeed {
  readonly rows = signal<readonly Row[]>([]);
  /** Number of exchanges that are held back. */
  readonly waiting = signal(0);
  readonly skipped = signal<Skipped | undefined>(undefined);
  readonly state = signal<FeedState>({ kind: 'opening' });
  /** Why the past is missing; undefined if it is not. */
  readonly pastProblem = signal<string | undefined>(undefined);
  /** Number of times that a journal was found cleared. */
  readonly clears = signal(0);
  readonly #choice: FeedChoice;
  readonly #rows = new ExchangeRows();
  #parameters: ExchangeParameters;
  #isHeld = false;
  /** Exchanges that came before the past did. */
  #early: Exchange[] | undefined;
  #showTimer: ReturnType<typeof setTimeout> | undefined;
  #skippedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(choice: FeedChoice) {
    this.#choice = choice;
    this.#parameters = exchangeParameters(choice.filter, choice.names);
  }

  /** Follows until the signal aborts, or until the control plane refuses it. */
  async run(ended: AbortSignal): Promise<void> {
    ended.addEventListener('abort', () => this.#stop());
    let isOtherTried = false;
    while (!ended.aborted) {
      await follow(
        '/events',
        this.#query(),
        this.#listener(ended, () => (isOtherTried = false)),
        ended,
      );
      // An outcome can be known that is not listed anywhere: the message of a fault, or one that was seen.
      if (this.state.value.kind !== 'refused' || isOtherTried || this.#choice.filter.outcome === undefined)
        return;
      isOtherTried = true;
      this.#parameters = withOtherOutcome(this.#parameters);
    }
  }

  /** Holds new rows back, or shows them from now on. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.#show();
  }

  /** Shows what is held back. */
  release(): void {
    this.#rows.release();
    this.#publish();
  }

  /** Removes all rows, as the journals were cleared. */
  clear(): void {
    this.#rows.clear();
    this.#publish();
  }

  /** True if an exchange may still be in its journal under its number. */
  isNumbered(row: Row): boolean {
    return this.#rows.isNumbered(row);
  }

  /** Notices journals that were cleared since. */
  async checkTotals(ended: AbortSignal): Promise<void> {
    for (const node of this.#rows.nodes.slice(0, maxNodes)) {
      const last = this.#rows.lastOf(node);
      const params = { path: { node }, query: { limit: 1 } };
      const reply = await unlessGone(api.GET('/nodes/{node}/journal', { params, signal: ended }));
      if (reply !== undefined && this.#rows.checkTotal(node, reply.total, last)) this.clears.value += 1;
    }
  }

  #query(): Record<string, string> {
    const { node, filter } = this.#choice;
    return {
      types: 'exchange',
      rate: String(filter.rate),
      maxBytes: String(maxKeptBytes),
      ...(node === undefined ? {} : { node }),
      ...this.#parameters,
    };
  }

  #listener(ended: AbortSignal, onOpen: () => void) {
    return {
      onOpen: () => {
        onOpen();
        this.state.value = { kind: 'live' };
        void this.#loadPast(ended);
      },
      onEvent: (name: string, data: unknown) => {
        if (name === 'exchange') this.#receive(data);
        else if (name === 'skipped') this.#noteSkipped(data, ended);
      },
      onClosed: (message: string, isFinal: boolean) => {
        this.state.value = { kind: isFinal ? 'refused' : 'closed', message };
        this.#setSkipped(undefined);
      },
    };
  }

  #receive(data: unknown): void {
    const { data: exchange } = exchangeSchema.safeParse(data);
    if (exchange === undefined) return;
    if (this.#early === undefined) this.#add(exchange);
    else this.#early.push(exchange);
    this.#changed();
  }

  #add(exchange: Exchange): void {
    this.#rows.add(shortened(exchange));
  }

  /** Asks for what did not come by the stream; what comes meanwhile waits for it. */
  async #loadPast(ended: AbortSignal): Promise<void> {
    const early: Exchange[] = [];
    this.#early = early;
    const totals = new Map<string, number>();
    const past = await this.#past(totals, ended).catch((error: unknown) => {
      if (!ended.aborted) this.pastProblem.value = messageOf(error);
      // What comes early is not in a past that is missing.
      totals.clear();
      return [];
    });
    // It was asked for again meanwhile.
    if (this.#early !== early) return;
    this.#early = undefined;
    for (const exchange of past) this.#add(exchange);
    for (const exchange of early) if (exchange.n > (totals.get(exchange.node) ?? 0)) this.#add(exchange);
    this.#show();
  }

  /** @param totals gets the number of exchanges of each radio that was asked */
  async #past(totals: Map<string, number>, ended: AbortSignal): Promise<readonly Exchange[]> {
    const { node: chosen, clocks } = this.#choice;
    const nodes = chosen === undefined ? this.#choice.nodes() : [chosen];
    if (nodes.length > maxNodes) {
      this.pastProblem.value = `the past is shown for one radio, or for at most ${maxNodes}`;
      return [];
    }
    const limit = nodes.length === 1 ? pastOfOne : Math.ceil(pastOfAll / Math.max(1, nodes.length));
    const past: { readonly exchange: Exchange; readonly time: number }[] = [];
    for (const node of nodes) {
      const params = { path: { node }, query: { ...this.#parameters, limit } };
      const reply = await unlessGone(api.GET('/nodes/{node}/journal', { params, signal: ended }));
      if (reply === undefined) continue;
      const { total, entries } = reply;
      totals.set(node, total);
      const missing = this.#rows.missing(node, total, entries);
      const era = this.#rows.eraOf(node);
      await clocks.load(node, era);
      for (const exchange of missing)
        past.push({ exchange, time: clocks.wallTime(node, era, exchange.at) ?? exchange.at });
    }
    this.pastProblem.value = undefined;
    return past.sort((a, b) => a.time - b.time).map(({ exchange }) => exchange);
  }

  /** Once none are left out any more, the last ones are asked for: the newest exchange is always in the list then. */
  #noteSkipped(data: unknown, ended: AbortSignal): void {
    const { data: skipped } = skippedSchema.safeParse(data);
    if (skipped === undefined) return;
    this.#setSkipped(skipped);
    this.#skippedTimer = setTimeout(() => {
      this.#setSkipped(undefined);
      void this.#loadPast(ended);
    }, skippedTime);
  }

  #setSkipped(skipped: Skipped | undefined): void {
    clearTimeout(this.#skippedTimer);
    this.skipped.value = skipped;
  }

  #changed(): void {
    this.#showTimer ??= setTimeout(() => this.#show(), showInterval);
  }

  #show(): void {
    clearTimeout(this.#showTimer);
    this.#showTimer = undefined;
    if (!this.#isHeld) this.#rows.release();
    this.#publish();
  }

  #publish(): void {
    this.rows.value = this.#rows.shown;
    this.waiting.value = this.#rows.waitingCount;
  }

  #stop(): void {
    clearTimeout(this.#showTimer);
    clearTimeout(this.#skippedTimer);
    this.#showTimer = undefined;
    this.skipped.value = undefined;
  }
}

/** The data of a reply about a radio; undefined where the radio was removed. */
async function unlessGone<Data>(reply: Parameters<typeof sure<Data>>[0]): Promise<Data | undefined> {
  try {
    return await sure(reply);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** The parameters with an outcome said to be unknown that was not, and the other way round. */
function withOtherOutcome(parameters: ExchangeParameters): ExchangeParameters {
  const { outcome, unknownOutcome, ...rest } = parameters;
  if (outcome !== undefined) return { ...rest, unknownOutcome: outcome };
  return unknownOutcome === undefined ? rest : { ...rest, outcome: unknownOutcome };
}
