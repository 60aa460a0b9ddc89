import type { Timer } from '../../core/time/clock.js';
import { type Fix, withVelocity } from '../../gpsd/fix.js';
import type { GpsReceiver } from './gps-receiver.js';

/** Error of a timer that shows in no report, ms. */
const timerError = 4;

/** A client that watches the receiver. */
export interface Watcher {
  /** Sends the reports of a fix. */
  report(fix: Fix): void;
}

/**
 * The times at which the receiver reports, as long as somebody watches: the full seconds of the radio's time, or what
 * the period is. All clients get the same reports.
 */
export class ReportTimes {
  readonly #receiver: GpsReceiver;
  readonly #period: () => number;
  readonly #watchers = new Set<Watcher>();
  #timer: Timer | undefined;
  /** When it reports next, monotonic ms. */
  #due = 0;
  /** The period that this time follows from. */
  #duePeriod = 0;
  /** The fix of the report before. */
  #last: Fix | undefined;
  /** Wall time since which somebody watches. */
  #activated: number | undefined;

  /** @param period between two reports, ms of the radio's time */
  constructor(receiver: GpsReceiver, period: () => number) {
    this.#receiver = receiver;
    this.#period = period;
  }

  /** Wall time since which somebody watches the receiver, ms since 1970; undefined while nobody does. */
  get activated(): number | undefined {
    return this.#activated;
  }

  /** Reports to this client from the next time on. */
  add(watcher: Watcher): void {
    if (this.#watchers.size === 0) {
      const { clock } = this.#receiver;
      this.#activated = clock.wallTime();
      this.#align();
      this.#arm();
    }
    this.#watchers.add(watcher);
  }

  /** Reports no longer to this client. */
  remove(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return;
    this.#timer?.cancel();
    this.#last = undefined;
    this.#activated = undefined;
  }

  /** Reports next at the next full time of the period. */
  #align(): void {
    const { clock } = this.#receiver;
    const period = this.#period();
    this.#due = clock.now() + period - (((clock.wallTime() % period) + period) % period);
    this.#duePeriod = period;
  }

  /** A timer of the machine may be early or late by a few ms: a receiver reports about the full second. */
  #atFullTime(fix: Fix): Fix {
    const period = this.#period();
    const full = Math.round(fix.wallTime / period) * period;
    return Math.abs(full - fix.wallTime) <= timerError ? { ...fix, wallTime: full } : fix;
  }

  #arm(): void {
    const { clock } = this.#receiver;
    const wait = this.#due - clock.now();
    this.#timer = clock.setTimeout(() => this.#report(), wait, { background: true });
  }

  #report(): void {
    this.#due += this.#duePeriod;
    // On a busy machine, or a fast clock, times are left out.
    const isLate = this.#due <= this.#receiver.clock.now();
    if (isLate || this.#duePeriod !== this.#period()) this.#align();
    this.#arm();
    const fix = this.#receiver.fix();
    const shown = fix && withVelocity(this.#atFullTime(fix), this.#last);
    this.#last = shown;
    if (shown === undefined) return;
    for (const watcher of [...this.#watchers]) watcher.report(shown);
  }
}
