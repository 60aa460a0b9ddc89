import FakeTimers from '@sinonjs/fake-timers';
import { type Clock, clockFrom } from './clock.js';
import { type DurationInput, durationForm, parseDuration } from './duration.js';
import { SilvusMockError } from './errors.js';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on and runs all that falls due, in order, yielding to I/O between timers.
   * A request not yet received is not waited for.
   * @param duration `'30s'`, `'250ms'` or a number of ms
   */
  advance(duration: DurationInput): Promise<void>;
  /** How many timers are set. */
  pendingTimers(): number;
}

/** Options of {@link virtualClock}. */
export interface VirtualClockOptions {
  /** Wall time at the start, ms since 1970; default 2026-01-01T00:00:00Z. */
  readonly wallTime?: number;
}

const defaultWallTime = 1_767_225_600_000;

/** Makes a virtual clock. It patches nothing: only what is given this clock obeys it. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const start = options.wallTime ?? defaultWallTime;
  const fake = FakeTimers.createClock(start);
  /** When each timer that is set falls due. */
  const due = new Map<object, number>();
  /** What timers have begun and not finished. */
  const ongoing = new Set<Promise<unknown>>();
  const clock = clockFrom({
    now: () => fake.now - start,
    wallTime: () => fake.now,
    arm: (callback, ms) => {
      const timer = {};
      // As in Node.js, a wait of 0 is one of 1 ms.
      const wait = Math.max(1, Math.ceil(ms));
      due.set(timer, fake.now + wait);
      const handle = fake.setTimeout(() => {
        due.delete(timer);
        const work = callback();
        if (work instanceof Promise) track(ongoing, work);
      }, wait);
      return () => {
        due.delete(timer);
        fake.clearTimeout(handle);
      };
    },
  });
  const advance = async (duration: DurationInput): Promise<void> => {
    const ms = parseDuration(duration);
    if (ms === undefined) {
      throw new SilvusMockError(
        'OPTION_INVALID',
        `advance: ${String(duration)} is no duration; it takes ${durationForm}`,
      );
    }
    const end = fake.now + ms;
    for (let next = earliest(due); next <= end; next = earliest(due)) {
      await fake.tickAsync(Math.max(0, next - fake.now));
      await Promise.all(ongoing);
    }
    await fake.tickAsync(end - fake.now);
  };
  return { ...clock, advance, pendingTimers: () => due.size };
}

function earliest(due: ReadonlyMap<object, number>): number {
  let least = Infinity;
  for (const each of due.values()) least = Math.min(least, each);
  return least;
}

function track(ongoing: Set<Promise<unknown>>, work: Promise<unknown>): void {
  ongoing.add(work);
  void work.finally(() => ongoing.delete(work));
}
