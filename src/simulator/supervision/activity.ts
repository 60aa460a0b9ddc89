import type { Clock, Timer } from '../../core/time/clock.js';
import type { ActivityEvent, ActivityName, ActivityPolicy, ActivityStatus } from './activity-status.js';
import { isError } from '../../core/realm.js';

/** Options of an activity. */
interface ActivityOptions {
  readonly name: ActivityName;
  readonly policy: ActivityPolicy;
  /** Restarts it; a throw or a rejection is another death. */
  readonly restart: () => unknown;
  /** Real time. */
  readonly clock: Clock;
  readonly onEvent: (event: ActivityEvent) => void;
  /** Called when it is given up and its policy is `restart-or-close`. */
  readonly onGivenUp: (cause: unknown) => void;
}

/** Time until the first restart, doubled with each further one, real ms. */
const firstWait = 1_000;

/** Restarts within so many real ms; one more death, and it is given up. */
const maxRestarts = 5;
const within = 600_000;

/** One activity that lasts as long as its owner; it is restarted when it dies by itself. */
export class Activity {
  readonly #options: ActivityOptions;
  #state: ActivityStatus['state'] = 'running';
  #deaths = 0;
  #restarts = 0;
  /** Times of restarts, failed ones included, in the last ten minutes. */
  #tries: number[] = [];
  #timer: Timer | undefined;
  #isFinal = false;

  constructor(options: ActivityOptions) {
    this.#options = options;
  }

  /** Its policy. */
  get policy(): ActivityPolicy {
    return this.#options.policy;
  }

  /** Its state and counts. */
  get status(): ActivityStatus {
    return { state: this.#state, deaths: this.#deaths, restarts: this.#restarts };
  }

  /** It has died by itself: it is restarted after a while, or given up. */
  died(error: unknown): void {
    if (this.#state !== 'running') return;
    const { name, policy, clock, onEvent } = this.#options;
    this.#deaths += 1;
    const now = clock.now();
    this.#tries = this.#tries.filter((at) => now - at < within);
    const text = isError(error) ? error.message : String(error);
    if (this.#isFinal) {
      this.#state = 'down';
      return;
    }
    if (policy === 'leave' || this.#tries.length >= maxRestarts) {
      this.#giveUp(error, text);
      return;
    }
    const inMs = firstWait * 2 ** this.#tries.length;
    this.#state = 'restarting';
    this.#timer = clock.setTimeout(() => this.#restart(), inMs);
    onEvent({ activity: name, what: 'died', text, inMs });
  }

  /** It runs again after an end. */
  begin(): void {
    this.#timer?.cancel();
    this.#state = 'running';
    this.#isFinal = false;
  }

  /** It ends, and is not restarted; true if it had not ended before. */
  end(): boolean {
    const wasOn = this.#state !== 'ended';
    this.stopRestarting();
    this.#state = 'ended';
    return wasOn;
  }

  /** Restarts nothing from now on. */
  stopRestarting(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#state === 'restarting') this.#state = 'down';
    this.#isFinal = true;
  }

  async #restart(): Promise<void> {
    const { name, restart, clock, onEvent } = this.#options;
    this.#tries.push(clock.now());
    try {
      await restart();
    } catch (error) {
      // It may have been ended meanwhile.
      if (this.#state !== 'restarting') return;
      this.#state = 'running';
      this.died(error);
      return;
    }
    if (this.#state !== 'restarting') return;
    this.#state = 'running';
    this.#restarts += 1;
    onEvent({ activity: name, what: 'restarted' });
  }

  #giveUp(cause: unknown, text: string): void {
    const { name, policy, onEvent, onGivenUp } = this.#options;
    this.#state = 'down';
    onEvent({ activity: name, what: 'given-up', text });
    if (policy === 'restart-or-close') onGivenUp(cause);
  }
}
