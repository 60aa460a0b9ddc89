import type { Clock, Timer } from '../core/time/clock.js';
import type { WireError } from '../core/errors.js';
import type { BlackoutCause, BlackoutState } from '../radio/blackout.js';
import type { Mode } from '../radio/mode.js';

/** A period in which the radio does not answer: a blackout, or offline mode. */
export interface Outage {
  readonly cause: BlackoutCause | 'offline';
  /** Time at which it answers again, monotonic ms; undefined for no end. */
  readonly until?: number;
}

/** @deprecated since 0.2; use {@link Outage}. */
export type Darkness = Outage;

/** Source of blackouts: the radio. */
interface BlackoutSource {
  blackoutAt(now: number): BlackoutState | undefined;
  /** The last one that has begun, also if it is over. */
  latestBlackout(now: number): BlackoutState | undefined;
  nextChange(now: number): number | undefined;
}

/** Callbacks of an availability. */
export interface AvailabilityListener {
  /**
   * A blackout has begun, or its cause or end has changed. `ms`: time to its end, 0 if that has passed already; undefined
   * for no end.
   */
  onBlackout(outage: Outage, ms: number | undefined): void;
  /** The radio answers again. Resolves when its ports are open again, never rejects. */
  onOnline(): Promise<void>;
}

/**
 * Availability of a radio: its blackout and its mode. The state is computed from the clock on each call; the timer
 * only announces changes.
 */
export class Availability {
  readonly #clock: Clock;
  readonly #listener: AvailabilityListener;
  #source: BlackoutSource;
  #mode: Mode;
  #announced: Outage | undefined;
  /** The last blackout at the last look. */
  #seen: BlackoutState | undefined;
  #timer: Timer | undefined;
  #closed = false;

  constructor(clock: Clock, source: BlackoutSource, mode: Mode, listener: AvailabilityListener) {
    this.#clock = clock;
    this.#source = source;
    this.#mode = mode;
    this.#listener = listener;
  }

  /** The current outage, or undefined while the radio answers. */
  outage(): Outage | undefined {
    return this.#mode === 'offline' ? { cause: 'offline' } : this.#source.blackoutAt(this.#clock.now());
  }

  /** The error reply to commands during an outage, or undefined while the radio answers. */
  outageError(): WireError | undefined {
    const outage = this.outage();
    if (outage === undefined) return undefined;
    const detail = { reason: outage.cause };
    if (outage.until === undefined) return { token: 'UNAVAILABLE', detail, outage: true };
    const retryAfterMs = Math.ceil(outage.until - this.#clock.now());
    return { token: 'UNAVAILABLE', detail, retryAfterMs, outage: true };
  }

  /**
   * Time until the radio answers with no reboot pending, ms, as far as it is known now: 0 where it does already,
   * undefined where its outage has no end.
   */
  timeToOnline(): number | undefined {
    if (this.#mode === 'offline') return undefined;
    const now = this.#clock.now();
    return Math.max(0, (this.#source.nextChange(now) ?? now) - now);
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Changes the mode; resolves when the ports show it. */
  setMode(mode: Mode): Promise<void> {
    this.#mode = mode;
    return this.refresh();
  }

  /** Replaces the radio and the mode, as a reset does; resolves when the ports show it. */
  replace(source: BlackoutSource, mode: Mode): Promise<void> {
    this.#source = source;
    this.#mode = mode;
    return this.refresh();
  }

  /** Announces a change and sets the timer for the next one. Resolves when the ports show it. */
  async refresh(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#closed) return;
    const now = this.#clock.now();
    const next = this.#source.nextChange(now);
    if (next !== undefined) this.#timer = this.#clock.setTimeout(() => this.refresh(), next - now);
    await this.#announce(this.outage(), this.#unseen(now));
  }

  /** A blackout that began after the last look: it may be over where the event loop was held meanwhile. */
  #unseen(now: number): Outage | undefined {
    const latest = this.#source.latestBlackout(now);
    if (latest === this.#seen) return undefined;
    this.#seen = latest;
    return latest;
  }

  /** Cancels the timer; nothing is announced afterwards. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** @param unseen a blackout that was not looked at since it began */
  async #announce(outage: Outage | undefined, unseen: Outage | undefined): Promise<void> {
    const before = this.#announced;
    this.#announced = outage;
    if (outage === undefined) {
      // Whoever counts blackouts, or waits for one, is told of one that nobody had time to see.
      if (before === undefined && unseen !== undefined) this.#begin(unseen);
      if (before !== undefined || unseen !== undefined) await this.#listener.onOnline();
    } else if (before?.cause !== outage.cause || before.until !== outage.until) this.#begin(outage);
  }

  #begin(outage: Outage): void {
    const { until } = outage;
    const ms = until === undefined ? undefined : Math.max(0, Math.ceil(until - this.#clock.now()));
    this.#listener.onBlackout(outage, ms);
  }
}
