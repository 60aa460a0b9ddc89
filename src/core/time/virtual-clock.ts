import { type Clock, type ClockSource, type WaitOptions, clockFrom } from './clock.js';
import { type DurationInput, durationForm, formatDuration, parseDuration } from './duration.js';
import { promiseCallbacks } from './loop-turn.js';
import { type HeapTimer, TimerHeap } from './timer-heap.js';
import { checkOptions } from '../arguments.js';
import { SilvusMockError } from '../errors.js';
import { excerpt, valueExcerpt } from '../text.js';
import { isPromise } from '../realm.js';

/** A clock whose time moves only by `advance` and `runUntilIdle`. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on and runs all timers that fall due, in order, yielding to I/O between moments.
   * A request not yet received is not waited for.
   * @param duration `'30s'`, `'250ms'` or a number of ms
   */
  advance(duration: DurationInput): Promise<void>;
  /**
   * Moves time on until nothing falls due any more: every job executed, every blackout and delayed reply over.
   * Periodic activities, such as a scenario's steps, run meanwhile and are not waited for.
   * @param limit rejects with `NOT_IDLE` once so much time has passed; default 30 days
   */
  runUntilIdle(limit?: DurationInput): Promise<void>;
  /** Number of timers that are set. */
  pendingTimers(): number;
}

/** Options of {@link virtualClock}. */
export interface VirtualClockOptions {
  /** Wall time at the start, ms since 1970; default 2026-01-01T00:00:00Z. */
  readonly wallTime?: number;
}

const defaultWallTime = 1_767_225_600_000;

/** Default limit of `runUntilIdle`. */
const defaultLimit = '30d';

/** The function of Node.js, also once a test runner has replaced the global. */
const nativeSetImmediate = setImmediate;

interface VirtualTimer extends HeapTimer {
  readonly callback: () => unknown;
  readonly background: boolean;
}

/** Dates are defined up to so many ms before and after 1970. */
const maxWallTime = 8.64e15;

/** Throws `OPTION_INVALID`. */
function checkWallTime(wallTime: unknown): void {
  if (typeof wallTime === 'number' && Math.abs(wallTime) <= maxWallTime) return;
  const message = `virtualClock: wallTime: ${valueExcerpt(wallTime)} is not allowed; allowed: ms since 1970, such as Date.UTC(2026, 0, 1)`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/** Makes a virtual clock. It replaces no globals: only what is given this clock follows it. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  checkOptions('virtualClock', options, ['wallTime']);
  const { wallTime = defaultWallTime } = options;
  checkWallTime(wallTime);
  const timeline = new Timeline(wallTime);
  return {
    // The heap keeps a wait of any length, so none is split.
    ...clockFrom(timeline, Infinity),
    advance: (duration) => timeline.advance(duration),
    runUntilIdle: (limit = defaultLimit) => timeline.runUntilIdle(limit),
    pendingTimers: () => timeline.size,
  };
}

class Timeline implements ClockSource {
  readonly #wallTimeAtStart: number;
  readonly #timers = new TimerHeap<VirtualTimer>();
  /** Promises of callbacks that have not settled. */
  readonly #ongoing = new Set<Promise<unknown>>();
  /** Work that keeps time from moving. */
  readonly #held = new Set<Promise<unknown>>();
  /** The last move of time. Moves are made one after the other: two at once would each add the other's. */
  #lastMove: Promise<unknown> = Promise.resolve();
  /** ms since the start. Only `advance` by a fraction of a ms makes it fractional; `now` rounds it down. */
  #time = 0;
  /** Number of timers that were ever set. */
  #count = 0;
  /** Number of the set timers that do not recur by themselves. */
  #foreground = 0;

  constructor(wallTime: number) {
    this.#wallTimeAtStart = Math.floor(wallTime);
  }

  get size(): number {
    return this.#timers.size;
  }

  now(): number {
    return Math.floor(this.#time);
  }

  wallTime(): number {
    return this.#wallTimeAtStart + this.now();
  }

  arm(callback: () => unknown, ms: number, { background = false }: WaitOptions = {}): () => void {
    // As in Node.js, a wait of 0, or of NaN, is one of 1 ms.
    const at = this.now() + (ms > 1 ? Math.ceil(ms) : 1);
    const timer: VirtualTimer = { at, order: this.#count, index: -1, callback, background };
    this.#count += 1;
    this.#timers.add(timer);
    if (!background) this.#foreground += 1;
    return () => this.#remove(timer);
  }

  hold(work: Promise<unknown>): void {
    this.#held.add(work);
    void work.finally(() => this.#held.delete(work));
  }

  async advance(duration: DurationInput): Promise<void> {
    const end = this.#after(durationOf('advance', duration));
    if (this.#held.size > 0) await this.#released();
    for (let next = this.#nextDue(); next <= end; next = this.#nextDue()) await this.#runTo(next);
    await this.#moveTo(end);
  }

  async runUntilIdle(limit: DurationInput): Promise<void> {
    const ms = durationOf('runUntilIdle', limit);
    const end = this.#after(ms);
    // Requests that have been received are served first.
    await this.#runTo(this.now());
    while (this.#foreground > 0) {
      const next = this.#nextDue();
      if (next > end) {
        const message = `runUntilIdle: something still falls due after ${formatDuration(ms)}`;
        throw new SilvusMockError('NOT_IDLE', message);
      }
      await this.#runTo(next);
    }
  }

  #nextDue(): number {
    return this.#timers.first?.at ?? Infinity;
  }

  /** The time in `ms`, in whole ns: fractions of a ms add up. */
  #after(ms: number): number {
    return Math.round((this.#time + ms) * 1e6) / 1e6;
  }

  async #runTo(moment: number): Promise<void> {
    await this.#moveTo(moment);
    await Promise.all(this.#ongoing);
  }

  async #moveTo(moment: number): Promise<void> {
    const move = this.#lastMove.then(() => this.#move(moment));
    this.#lastMove = move.catch(() => undefined);
    await move;
  }

  /**
   * Yields to I/O before and after the timers of a moment, so that a client that answers a reply at once is received
   * at the moment of the reply. What takes more turns of the event loop is not waited for.
   */
  async #move(moment: number): Promise<void> {
    await turnOfEventLoop();
    if (this.#held.size > 0) await this.#released();
    for (let next = this.#nextDue(); next <= moment; next = this.#nextDue()) {
      this.#setTime(next);
      await this.#runDue();
      await turnOfEventLoop();
      if (this.#held.size > 0) await this.#released();
    }
    this.#setTime(moment);
  }

  /** An earlier move may have come further. */
  #setTime(moment: number): void {
    this.#time = Math.max(this.#time, moment);
  }

  /**
   * Runs what is due now, each timer with the promise callbacks that it caused, as Node.js does. An exception does not
   * keep the others from running; the first one is thrown.
   */
  async #runDue(): Promise<void> {
    const now = this.now();
    for (let { first } = this.#timers; first !== undefined && first.at <= now; { first } = this.#timers) {
      try {
        this.#fire(first);
      } catch (error) {
        await this.#runDue().catch(() => undefined);
        throw error;
      }
      await promiseCallbacks();
      if (this.#held.size > 0) await this.#released();
    }
  }

  /** Resolves once nothing holds time, nor what follows from that. */
  async #released(): Promise<void> {
    while (this.#held.size > 0) {
      await Promise.all(this.#held);
      await promiseCallbacks();
    }
  }

  #fire(timer: VirtualTimer): void {
    this.#remove(timer);
    const work = timer.callback();
    if (!isPromise(work)) return;
    this.#ongoing.add(work);
    void work.finally(() => this.#ongoing.delete(work));
  }

  #remove(timer: VirtualTimer): void {
    if (this.#timers.remove(timer) && !timer.background) this.#foreground -= 1;
  }
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    nativeSetImmediate(resolve);
  });
}

function durationOf(field: string, duration: DurationInput): number {
  const ms = parseDuration(duration);
  if (ms !== undefined) return ms;
  const given = typeof duration === 'string' ? excerpt(duration) : valueExcerpt(duration);
  const message = `${field}: ${given} is no duration; it takes ${durationForm}`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
