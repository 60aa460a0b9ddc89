import type { Clock, Timer } from '../../core/time/clock.js';
import type { ActivityEvent, ActivityName, ActivityPolicy, ActivityStatus } from './activity-status.js';

/** What an activity is made from. */
export interface ActivityOptions {
  readonly name: ActivityName;
  readonly policy: ActivityPolicy;
  /** Begins it again. What it throws or rejects with is another death. */
  readonly restart: () => unknown;
  /** Real time. */
  readonly clock: Clock;
  readonly tell: (event: ActivityEvent) => void;
  /** Called when it was given up and its policy is to take the simulator down. */
  readonly onGivenUp: (name: ActivityName, fault: unknown) => void;
}

/** Until the first restart, doubled for each before it, and the time in which so many are tried; real ms. */
const firstWait = 1_000;
const mostRestarts = 5;
const within = 600_000;

/** One activity that goes on as long as its simulator lives; it is begun again when it dies by itself. */
export class Activity {
  readonly #options: ActivityOptions;
  #state: ActivityStatus['state'] = 'running';
  #deaths = 0;
  #restarts = 0;
  /** When it was begun again, or was tried to be, in the last ten minutes. */
  #tries: number[] = [];
  #timer: Timer | undefined;
  #abides = false;

  constructor(options: ActivityOptions) {
    this.#options = options;
  }

  /** How it is. */
  get status(): ActivityStatus {
    return { state: this.#state, deaths: this.#deaths, restarts: this.#restarts };
  }

  /** It has died by itself: it is begun again after a while, or given up. */
  died(fault: unknown): void {
    if (this.#state !== 'running') return;
    const { name, policy, clock, tell } = this.#options;
    this.#deaths += 1;
    const now = clock.now();
    this.#tries = this.#tries.filter((at) => now - at < within);
    const text = fault instanceof Error ? fault.message : String(fault);
    if (this.#abides) {
      this.#state = 'down';
      return;
    }
    if (policy === 'leave' || this.#tries.length >= mostRestarts) {
      this.#giveUp(fault, text);
      return;
    }
    const inMs = firstWait * 2 ** this.#tries.length;
    this.#state = 'restarting';
    this.#timer = clock.setTimeout(() => this.#restart(), inMs);
    tell({ activity: name, what: 'died', text, inMs });
  }

  /** It goes on after an end. */
  begin(): void {
    this.#timer?.cancel();
    this.#state = 'running';
    this.#abides = false;
  }

  /** It has come to its end, or is to: it is not begun again. Says whether it had not ended before. */
  end(): boolean {
    const wasOn = this.#state !== 'ended';
    this.abide();
    this.#state = 'ended';
    return wasOn;
  }

  /** It stays as it is: nothing is begun again from here on. */
  abide(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#state === 'restarting') this.#state = 'down';
    this.#abides = true;
  }

  async #restart(): Promise<void> {
    const { name, restart, clock, tell } = this.#options;
    this.#tries.push(clock.now());
    try {
      await restart();
    } catch (fault) {
      // It may have been ended meanwhile.
      if (this.#state !== 'restarting') return;
      this.#state = 'running';
      this.died(fault);
      return;
    }
    if (this.#state !== 'restarting') return;
    this.#state = 'running';
    this.#restarts += 1;
    tell({ activity: name, what: 'restarted' });
  }

  #giveUp(fault: unknown, text: string): void {
    const { name, policy, tell, onGivenUp } = this.#options;
    this.#state = 'down';
    tell({ activity: name, what: 'given-up', text });
    if (policy === 'restart-or-close') onGivenUp(name, fault);
  }
}
