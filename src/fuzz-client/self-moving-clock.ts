import { type Clock, clockFrom, systemClock } from '../core/time/clock.js';
import { type VirtualClock, virtualClock } from '../core/time/virtual-clock.js';

/** Turns of the event loop that bytes may take from one end of a connection to the other. */
const turns = 8;

/** Real ms in which something may still happen that is not a timer of this clock. */
const patience = 500;

/** Reason for which time moves no further. */
type Standstill = 'nothing falls due' | 'out of time';

/**
 * Virtual time that moves on by itself, to what falls due next, whenever nothing else happens. Radio and client share it:
 * a wait of 30 s takes some real ms.
 */
export class SelfMovingClock {
  /** The clock, for radio and client. */
  readonly clock: Clock;
  readonly #inner: VirtualClock = virtualClock();
  readonly #due = new Map<object, number>();

  constructor() {
    const arm = (callback: () => unknown, ms: number, options?: { readonly background?: boolean }) => {
      const key = {};
      this.#due.set(key, this.#inner.now() + Math.max(1, Math.ceil(ms)));
      const fire = () => {
        this.#due.delete(key);
        return callback();
      };
      const timer = this.#inner.setTimeout(fire, ms, options);
      return () => {
        this.#due.delete(key);
        timer.cancel();
      };
    };
    const hold = (work: Promise<unknown>) => this.#inner.hold?.(work);
    this.clock = clockFrom(
      { now: () => this.#inner.now(), wallTime: () => this.#inner.wallTime(), arm, hold },
      Infinity,
    );
  }

  /**
   * Moves time on until `hasEnded`, or until so many ms of it have passed, or nothing is left that could happen.
   * @param activity a number that changes with everything that the radio does
   */
  async run(hasEnded: () => boolean, activity: () => number, limit: number): Promise<Standstill | undefined> {
    const end = this.#inner.now() + limit;
    for (;;) {
      await quiet(activity, hasEnded);
      if (hasEnded()) return undefined;
      const next = Math.min(...this.#due.values());
      if (next === Infinity) {
        if (await this.#happens(hasEnded, activity)) continue;
        return 'nothing falls due';
      }
      if (next > end) return 'out of time';
      await this.#inner.advance(Math.max(0, next - this.#inner.now()));
    }
  }

  /** True if something happens within some real time, although nothing falls due. */
  async #happens(hasEnded: () => boolean, activity: () => number): Promise<boolean> {
    const before = activity();
    const clock = systemClock();
    const end = clock.now() + patience;
    while (clock.now() < end) {
      await clock.sleep(1);
      if (hasEnded() || activity() !== before || this.#due.size > 0) return true;
    }
    return false;
  }
}

/** Resolves once the event loop has nothing to carry between the radio and its client, or the client has ended. */
async function quiet(activity: () => number, hasEnded: () => boolean): Promise<void> {
  const clock = systemClock();
  for (let before = NaN; before !== activity();) {
    before = activity();
    await pass(hasEnded);
    if (hasEnded()) return;
    if (before !== activity()) continue;
    // What comes from a thread, such as a name lookup, takes real time.
    await clock.sleep(1);
    await pass(hasEnded);
    if (hasEnded()) return;
  }
}

/** Lets the event loop turn some times, or until the client has ended. */
async function pass(hasEnded: () => boolean): Promise<void> {
  for (let turn = 0; turn < turns && !hasEnded(); turn += 1) await turnOfEventLoop();
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
