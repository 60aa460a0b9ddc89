import type { Clock, Timer } from '../core/time/clock.js';
import type { WireError } from '../core/errors.js';
import type { BlackoutCause, BlackoutState } from '../radio/blackout.js';
import type { Mode } from '../radio/mode.js';

/** Why the radio does not answer, and for how long. */
export interface Darkness {
  readonly cause: BlackoutCause | 'offline';
  /** First moment at which it answers again, monotonic ms; undefined for no end. */
  readonly until?: number;
}

/** What the availability is read from: the radio, as far as its blackout goes. */
export interface BlackoutSource {
  blackoutAt(now: number): BlackoutState | undefined;
  nextChange(now: number): number | undefined;
}

/** Those who want to know when the radio goes dark and comes back. */
export interface AvailabilityListener {
  /** The radio has gone dark, or its darkness got another cause or end. */
  onDark(darkness: Darkness, ms: number | undefined): void;
  /** The radio answers again; resolves when all that was dark is back, never rejects. */
  onOnline(): Promise<void>;
}

/**
 * What the rooms above may know of the radio's blackout. The truth is computed from the clock each time it is
 * asked for; the timer only announces that it has changed.
 */
export class Availability {
  readonly #clock: Clock;
  readonly #listener: AvailabilityListener;
  #source: BlackoutSource;
  #mode: Mode;
  #announced: Darkness | undefined;
  #timer: Timer | undefined;
  #closed = false;

  constructor(clock: Clock, source: BlackoutSource, mode: Mode, listener: AvailabilityListener) {
    this.#clock = clock;
    this.#source = source;
    this.#mode = mode;
    this.#listener = listener;
  }

  /** Why the radio is dark now, or undefined while it answers. */
  darkness(): Darkness | undefined {
    return this.#mode === 'offline' ? { cause: 'offline' } : this.#source.blackoutAt(this.#clock.now());
  }

  /** The error that a command gets now, or undefined while the radio answers. */
  refusal(): WireError | undefined {
    const darkness = this.darkness();
    if (darkness === undefined) return undefined;
    const detail = { reason: darkness.cause };
    if (darkness.until === undefined) return { token: 'UNAVAILABLE', detail, dark: true };
    const retryAfterMs = Math.ceil(darkness.until - this.#clock.now());
    return { token: 'UNAVAILABLE', detail, retryAfterMs, dark: true };
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Puts the radio out of reach, or back. */
  setMode(mode: Mode): Promise<void> {
    this.#mode = mode;
    return this.refresh();
  }

  /** Reads from another radio in another mode, as after a reset. */
  replace(source: BlackoutSource, mode: Mode): Promise<void> {
    this.#source = source;
    this.#mode = mode;
    return this.refresh();
  }

  /** Announces what has changed, and sets the timer for what will change next. Resolves when the radio is back. */
  async refresh(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#closed) return;
    const now = this.#clock.now();
    const next = this.#source.nextChange(now);
    if (next !== undefined) this.#timer = this.#clock.setTimeout(() => this.refresh(), next - now);
    await this.#announce(this.darkness());
  }

  /** Takes the timer back; nothing is announced from here on. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  async #announce(darkness: Darkness | undefined): Promise<void> {
    const before = this.#announced;
    this.#announced = darkness;
    if (darkness === undefined) {
      if (before !== undefined) await this.#listener.onOnline();
    } else if (before?.cause !== darkness.cause || before.until !== darkness.until) {
      const { until } = darkness;
      this.#listener.onDark(darkness, until === undefined ? undefined : Math.ceil(until - this.#clock.now()));
    }
  }
}
