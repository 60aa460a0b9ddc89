import type { Clock, Timer } from '../../core/time/clock.js';

/** Interval of the counts of exchanges that were left out, real ms. */
const countInterval = 1_000;

/** Exchanges of a second that were left out. */
interface SkippedExchanges {
  readonly exchanges: number;
  /** All exchanges a second, those that were sent included. */
  readonly perSecond: number;
  /** Most exchanges that are sent in a second. */
  readonly rate: number;
}

/**
 * Chooses exchanges at a rate: after a pause as many at once as the rate says, then evenly. There is a timer only while
 * some that were left out are not reported yet.
 */
export class ExchangeSampler {
  readonly #rate: number;
  readonly #clock: Clock;
  readonly #onSkipped: (counts: SkippedExchanges) => void;
  /** Exchanges that may be sent now. */
  #allowed: number;
  #allowedAt: number;
  /** Beginning of the second that is counted. */
  #since: number;
  #seen = 0;
  #skipped = 0;
  #report: Timer | undefined;

  /** @param rate exchanges a second */
  constructor(rate: number, clock: Clock, onSkipped: (counts: SkippedExchanges) => void) {
    this.#rate = rate;
    this.#clock = clock;
    this.#onSkipped = onSkipped;
    this.#allowed = rate;
    this.#allowedAt = this.#since = clock.now();
  }

  /** Counts an exchange; true if it is one of those to send. */
  choose(): boolean {
    const now = this.#clock.now();
    if (this.#report === undefined && now - this.#since >= countInterval) this.#restart(now);
    this.#seen += 1;
    this.#allowed = Math.min(this.#rate, this.#allowed + ((now - this.#allowedAt) * this.#rate) / 1_000);
    this.#allowedAt = now;
    // Sums of parts such as a third are not exact.
    if (this.#allowed > 1 - 1e-9) {
      this.#allowed -= 1;
      return true;
    }
    this.#skipped += 1;
    const left = Math.max(0, this.#since + countInterval - now);
    this.#report ??= this.#clock.setTimeout(() => this.report(), left);
    return false;
  }

  /** Reports those that were left out and not reported yet. */
  report(): void {
    this.end();
    const now = this.#clock.now();
    const seconds = Math.max(now - this.#since, 1) / 1_000;
    const counts = {
      exchanges: this.#skipped,
      perSecond: Math.round(this.#seen / seconds),
      rate: this.#rate,
    };
    this.#restart(now);
    if (counts.exchanges > 0) this.#onSkipped(counts);
  }

  /** Cancels the timer. */
  end(): void {
    this.#report?.cancel();
    this.#report = undefined;
  }

  #restart(now: number): void {
    this.#since = now;
    this.#seen = 0;
    this.#skipped = 0;
  }
}
