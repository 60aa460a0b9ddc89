import FakeTimers from '@sinonjs/fake-timers';
import { type Clock, type WaitOptions, clockFrom } from './clock.js';
import { type DurationInput, durationForm, formatDuration, parseDuration } from './duration.js';
import { SilvusMockError } from '../errors.js';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on and runs all that falls due, in order, yielding to I/O between timers.
   * A request not yet received is not waited for.
   * @param duration `'30s'`, `'250ms'` or a number of ms
   */
  advance(duration: DurationInput): Promise<void>;
  /**
   * Moves time on until nothing falls due any more: every job carried out, every blackout and delayed reply over.
   * What recurs by itself, such as a scenario's steps, runs meanwhile and is not waited for.
   * @param limit rejects with `NOT_IDLE` once so much time has passed; default 30 days
   */
  runUntilIdle(limit?: DurationInput): Promise<void>;
  /** How many timers are set. */
  pendingTimers(): number;
}

/** Options of {@link virtualClock}. */
export interface VirtualClockOptions {
  /** Wall time at the start, ms since 1970; default 2026-01-01T00:00:00Z. */
  readonly wallTime?: number;
}

const defaultWallTime = 1_767_225_600_000;

/** How far `runUntilIdle` goes by itself. */
const defaultLimit = '30d';

/** A timer that is set. */
interface DueTimer {
  /** ms since 1970. */
  readonly at: number;
  readonly background: boolean;
}

/** Makes a virtual clock. It patches nothing: only what is given this clock obeys it. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const start = options.wallTime ?? defaultWallTime;
  const fake = FakeTimers.createClock(start);
  /** When each timer that is set falls due. */
  const due = new Map<object, DueTimer>();
  /** What timers have begun and not finished. */
  const ongoing = new Set<Promise<unknown>>();
  const clock = clockFrom({
    now: () => fake.now - start,
    wallTime: () => fake.now,
    arm: (callback, ms, { background = false }: WaitOptions = {}) => {
      const timer = {};
      // As in Node.js, a wait of 0 is one of 1 ms.
      const wait = Math.max(1, Math.ceil(ms));
      due.set(timer, { at: fake.now + wait, background });
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
  /** The last move of time: two at once would each add the other's. */
  let moved: Promise<unknown> = Promise.resolve();
  const moveTo = async (moment: number): Promise<void> => {
    const move = moved.then(() => fake.tickAsync(Math.max(0, moment - fake.now)));
    moved = move.catch(() => undefined);
    await move;
  };
  const advance = async (duration: DurationInput): Promise<void> => {
    const ms = durationOf('advance', duration);
    const end = fake.now + ms;
    for (let next = earliest(due); next <= end; next = earliest(due)) await runTo(next);
    await moveTo(end);
  };
  const runTo = async (moment: number): Promise<void> => {
    await moveTo(moment);
    await Promise.all(ongoing);
  };
  const runUntilIdle = async (limit: DurationInput = defaultLimit): Promise<void> => {
    const ms = durationOf('runUntilIdle', limit);
    const end = fake.now + ms;
    // What has come in gets its turn first.
    await runTo(fake.now);
    while ([...due.values()].some(({ background }) => !background)) {
      const next = earliest(due);
      if (next > end) {
        const message = `runUntilIdle: something still falls due after ${formatDuration(ms)}`;
        throw new SilvusMockError('NOT_IDLE', message);
      }
      await runTo(next);
    }
  };
  return { ...clock, advance, runUntilIdle, pendingTimers: () => due.size };
}

function earliest(due: ReadonlyMap<object, DueTimer>): number {
  let least = Infinity;
  for (const { at } of due.values()) least = Math.min(least, at);
  return least;
}

function durationOf(field: string, duration: DurationInput): number {
  const ms = parseDuration(duration);
  if (ms !== undefined) return ms;
  const message = `${field}: ${String(duration)} is no duration; it takes ${durationForm}`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

function track(ongoing: Set<Promise<unknown>>, work: Promise<unknown>): void {
  ongoing.add(work);
  void work.finally(() => ongoing.delete(work));
}
