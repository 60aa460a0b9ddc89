import type { Clock } from '../core/time/clock.js';
import type { Origin } from '../ports/origin.js';
import type { ExecutionContext } from './job.js';

/** What a turn belongs to. */
export interface TurnOwner {
  readonly clock: Clock;
  readonly origin: Origin;
  /** Gives an outcome to the commands whose deadline has passed, also where the timer is late. */
  expire(): void;
}

/** The turn of one command of a job: what its method may know, and what its worker waits for. */
export class Turn implements ExecutionContext {
  /** Which command of the job. */
  readonly index: number;
  /** When it began, ms. */
  readonly since: number;
  readonly #owner: TurnOwner;
  #controller: AbortController | undefined;
  #isOver = false;
  #endPause: (() => void) | undefined;
  #endWait: (() => void) | undefined;
  /** When its processing time had passed, ms; undefined where it had none. */
  #pausedUntil: number | undefined;

  constructor(index: number, since: number, owner: TurnOwner) {
    this.index = index;
    this.since = since;
    this.#owner = owner;
  }

  get origin(): Origin {
    return this.#owner.origin;
  }

  /** Aborts when nobody waits for the outcome of the command any more. Made only when asked for. */
  get signal(): AbortSignal {
    this.#owner.expire();
    this.#controller ??= new AbortController();
    if (this.#isOver) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Waits out a processing time, ms; less if hurried or given up. */
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

  /** For how long it has waited for its method, ms: a processing time does not count. */
  get workedMs(): number {
    return this.#endPause === undefined ? this.#owner.clock.now() - (this.#pausedUntil ?? this.since) : 0;
  }

  /** Ends the processing time that it is in, if any. */
  hurry(): void {
    this.#endPause?.();
  }

  /** Waits for `work`; undefined if the turn is given up first. A rejection goes to `onFault`. */
  async until<T>(work: Promise<T>, onFault: (fault: unknown) => T): Promise<T | undefined> {
    const first = await new Promise<T | undefined>((resolve) => {
      this.#endWait = () => resolve(undefined);
      work.then(resolve, (fault: unknown) => resolve(onFault(fault)));
      // The method itself may have ended its turn, by a reset.
      if (this.#isOver) resolve(undefined);
    });
    this.#endWait = undefined;
    return first;
  }

  /** Goes on without the command, which has its outcome already, and tells its method. */
  giveUp(): void {
    this.#isOver = true;
    this.#endPause?.();
    this.#endWait?.();
    this.#controller?.abort();
  }
}
