import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock, Timer } from '../time/clock.js';

/** Sampling interval of the event loop, ms. The values that Node.js measures include it. */
const resolution = 20;

/** Length of a window, real ms. Figures cover the present window and the one before. */
export const loopWindow = 10_000;

/** Delay of the event loop in the last 10 to 20 s, ms. */
export interface LoopDelayFigures {
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const none: LoopDelayFigures = { meanMs: 0, p99Ms: 0, maxMs: 0 };

/** Measures the delay of the event loop from `start` to `stop`. */
export class LoopDelay {
  /** Real time. */
  readonly #clock: Clock;
  #histogram: IntervalHistogram | undefined;
  #timer: Timer | undefined;
  #lastWindow = none;
  /** Delay of our own timer in this window, ms: the histogram loses a delay that spans two windows. */
  #timerDelay = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts measuring; a second call changes nothing. */
  start(): void {
    if (this.#histogram !== undefined) return;
    this.#histogram = monitorEventLoopDelay({ resolution });
    this.#histogram.enable();
    this.#arm();
  }

  /** Stops, and discards all figures. */
  stop(): void {
    this.#timer?.cancel();
    this.#histogram?.disable();
    this.#histogram = undefined;
    this.#lastWindow = none;
    this.#timerDelay = 0;
  }

  /** The higher of this window's and the last one's figures. */
  figures(): LoopDelayFigures {
    const now = this.#window();
    return {
      meanMs: Math.max(now.meanMs, this.#lastWindow.meanMs),
      p99Ms: Math.max(now.p99Ms, this.#lastWindow.p99Ms),
      maxMs: Math.max(now.maxMs, this.#lastWindow.maxMs),
    };
  }

  #arm(): void {
    const due = this.#clock.now() + loopWindow;
    const endWindow = () => {
      this.#lastWindow = this.#window();
      this.#timerDelay = Math.max(0, this.#clock.now() - due);
      this.#histogram?.reset();
      this.#arm();
    };
    this.#timer = this.#clock.setTimeout(endWindow, loopWindow, { background: true });
  }

  #window(): LoopDelayFigures {
    const histogram = this.#histogram;
    if (histogram === undefined || histogram.max === 0) return { ...none, maxMs: this.#timerDelay };
    return {
      meanMs: delayOf(histogram.mean),
      p99Ms: delayOf(histogram.percentile(99)),
      maxMs: Math.max(delayOf(histogram.max), this.#timerDelay),
    };
  }
}

/** The delay in ms, from the ns between two samples. */
const delayOf = (ns: number) => Math.max(0, ns / 1e6 - resolution);
