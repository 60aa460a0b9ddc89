import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock, Timer } from '../time/clock.js';

/** How often the loop is looked at, ms: what Node.js measures includes it. */
const resolution = 20;

/** Length of a window, real ms; what is told is of the last one to two. */
export const loopWindow = 10_000;

/** By how much the event loop was late in the last 10 to 20 s, ms. */
export interface LoopDelayFigures {
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const none: LoopDelayFigures = { meanMs: 0, p99Ms: 0, maxMs: 0 };

/** Watches by how much the event loop is late, from `start` to `stop`. */
export class LoopDelay {
  /** Real time. */
  readonly #clock: Clock;
  #histogram: IntervalHistogram | undefined;
  #timer: Timer | undefined;
  #before = none;
  /** Latest that a timer of our own was in this window, ms: the histogram loses what spans two windows. */
  #latest = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins to watch; twice is as once. */
  start(): void {
    if (this.#histogram !== undefined) return;
    this.#histogram = monitorEventLoopDelay({ resolution });
    this.#histogram.enable();
    this.#arm();
  }

  /** Lets go of all; what was seen is forgotten. */
  stop(): void {
    this.#timer?.cancel();
    this.#histogram?.disable();
    this.#histogram = undefined;
    this.#before = none;
    this.#latest = 0;
  }

  /** The worse of this window and the one before. */
  figures(): LoopDelayFigures {
    const now = this.#window();
    return {
      meanMs: Math.max(now.meanMs, this.#before.meanMs),
      p99Ms: Math.max(now.p99Ms, this.#before.p99Ms),
      maxMs: Math.max(now.maxMs, this.#before.maxMs),
    };
  }

  #arm(): void {
    const due = this.#clock.now() + loopWindow;
    const look = () => {
      this.#before = this.#window();
      this.#latest = Math.max(0, this.#clock.now() - due);
      this.#histogram?.reset();
      this.#arm();
    };
    this.#timer = this.#clock.setTimeout(look, loopWindow, { background: true });
  }

  #window(): LoopDelayFigures {
    const histogram = this.#histogram;
    if (histogram === undefined || histogram.max === 0) return { ...none, maxMs: this.#latest };
    return {
      meanMs: late(histogram.mean),
      p99Ms: late(histogram.percentile(99)),
      maxMs: Math.max(late(histogram.max), this.#latest),
    };
  }
}

/** From ns between two looks to ms of delay. */
const late = (ns: number) => Math.max(0, ns / 1e6 - resolution);
