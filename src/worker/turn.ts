import type { Clock } from '../core/time/clock.js';
import type { Origin } from '../ports/origin.js';
import type { ExecutionContext } from './job.js';

/** The job that a turn belongs to. */
export interface TurnOwner {
  readonly clock: Clock;
  readonly origin: Origin;
  /** Settles the commands whose deadline has passed, also where the timer is late. */
  expire(): void;
}

/** The turn of one command of a job: the context of its method, and the waits of its worker. */
export class Turn implements ExecutionContext {
  /** Index of the command in the job. */
  readonly index: number;
  /** When it began, ms. */
  readonly since: number;
  readonly #owner: TurnOwner;
  #controller: AbortController | undefined;
  #isOver = false;
  #endPause: (() => void) | undefined;
  #endWait: (() => void) | undefined;
  /** End of its processing time, ms; undefined where it had none. */
  #pausedUntil: number | undefined;

  constructor(index: number, since: number, owner: TurnOwner) {
    this.index = index;
    this.since = since;
    this.#owner = owner;
  }

  get origin(): Origin {
    return this.#owner.origin;
  }

  /** Aborts when the outcome is no longer awaited. Made on first use: most methods never look at it. */
  get signal(): AbortSignal {
    this.#owner.expire();
    this.#controller ??= new AbortController();
    if (this.#isOver) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Waits for a processing time, ms; `skipPause` and `abandon` end it early. */
  async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = this.#owner.clock.setTimeout(resolve, ms);
      this.#endPause = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#endPause = undefined;
    this.#pausedUntil = this.#owner.clock.now();
  }

  /** Time for which the method has been running, ms, without its processing time. */
  get workedMs(): number {
    return this.#endPause === undefined ? this.#owner.clock.now() - (this.#pausedUntil ?? this.since) : 0;
  }

  /** Ends the present processing time, if there is one. */
  skipPause(): void {
    this.#endPause?.();
  }

  /** Waits for `work`; resolves undefined if the turn is abandoned first. A rejection goes to `onError`. */
  async waitFor<T>(work: Promise<T>, onError: (error: unknown) => T): Promise<T | undefined> {
    const first = await new Promise<T | undefined>((resolve) => {
      this.#endWait = () => resolve(undefined);
      work.then(resolve, (error: unknown) => resolve(onError(error)));
      // The method itself may have ended its turn with a reset.
      if (this.#isOver) resolve(undefined);
    });
    this.#endWait = undefined;
    return first;
  }

  /** Ends the waits and aborts the signal; the command has its outcome already. */
  abandon(): void {
    this.#isOver = true;
    this.#endPause?.();
    this.#endWait?.();
    this.#controller?.abort();
  }
}
