import { checkFunction, checkOptions } from '../arguments.js';
import { SilvusMockError } from '../errors.js';
import { valueExcerpt } from '../text.js';

/** A timer that has been set. */
export interface Timer {
  /** Cancels the timer; does nothing once it has fired or been cancelled. */
  cancel(): void;
}

/** A point in time on both scales. */
export interface Instant {
  /** Monotonic time, ms. */
  readonly now: number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  readonly wallTime: number;
}

/** Options of a wait. */
export interface WaitOptions {
  /** The timer belongs to a periodic activity. `runUntilIdle` does not wait for it. */
  readonly background?: boolean;
}

/** The only source of time and of timers. */
export interface Clock {
  /** Simulated ms per real ms; absent where time does not run by itself, and where that is not known. */
  readonly scale?: number;
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  wallTime(): number;
  /**
   * Calls `callback` once after `ms`, which may be of any length. A promise that the callback returns must not reject;
   * a virtual clock waits for it before time moves on.
   */
  setTimeout(callback: () => unknown, ms: number, options?: WaitOptions): Timer;
  /** Resolves true after `ms`, or false as soon as `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal, options?: WaitOptions): Promise<boolean>;
  /**
   * Keeps time from moving until `work` has settled, which must not reject; absent where time runs by itself. For work
   * of one moment that gives others their turns.
   */
  hold?(work: Promise<unknown>): void;
}

/** Node.js fires a timer with a longer wait at once, so longer waits are split. */
const maxWait = 2 ** 31 - 1;

/** Time and timers that a {@link Clock} is made from. */
export interface ClockSource {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970. */
  wallTime(): number;
  /** Sets a timer and returns a function that cancels it. */
  arm(callback: () => unknown, ms: number, options?: WaitOptions): () => void;
  /** {@link Clock.hold}. */
  hold?(work: Promise<unknown>): void;
}

/** Throws `OPTION_INVALID`. */
function checkWait(where: string, ms: unknown, options: unknown): void {
  if (typeof ms !== 'number') {
    const message = `${where}: ms: ${valueExcerpt(ms)}: is not allowed; allowed: a number of ms`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  if (options !== undefined) checkOptions(where, options, ['background']);
}

/** Throws `OPTION_INVALID`. */
function checkSignal(signal: unknown): void {
  const isSignal = typeof signal === 'object' && signal !== null && 'addEventListener' in signal;
  if (signal === undefined || isSignal) return;
  const message = `sleep: signal: ${valueExcerpt(signal)}: is not allowed; allowed: an AbortSignal`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/**
 * Makes a {@link Clock} from a source: splits long waits and adds `sleep`.
 * @param maxTimer longest wait of a single timer of the source, ms
 */
export function clockFrom(source: ClockSource, maxTimer = maxWait): Clock {
  const setTimer = (callback: () => unknown, ms: number, options?: WaitOptions): Timer => {
    checkFunction('setTimeout', callback);
    checkWait('setTimeout', ms, options);
    let left = Math.max(0, ms);
    let disarm: () => void;
    const step = () => {
      const wait = Math.min(left, maxTimer);
      left -= wait;
      disarm = source.arm(left > 0 ? step : callback, wait, options);
    };
    step();
    return { cancel: () => disarm() };
  };
  const sleep = (ms: number, signal?: AbortSignal, options?: WaitOptions): Promise<boolean> =>
    new Promise((resolve) => {
      checkSignal(signal);
      if (signal?.aborted) {
        resolve(false);
        return;
      }
      const onAbort = () => {
        timer.cancel();
        resolve(false);
      };
      const timer = setTimer(
        () => {
          signal?.removeEventListener('abort', onAbort);
          resolve(true);
        },
        ms,
        options,
      );
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  const clock = { now: () => source.now(), wallTime: () => source.wallTime(), setTimeout: setTimer, sleep };
  if (source.hold === undefined) return clock;
  return Object.assign(clock, { hold: (work: Promise<unknown>) => source.hold?.(work) });
}

/** The clock of the machine. */
export function systemClock(): Clock {
  return scaledClock(1);
}

/**
 * The machine's clock, `factor` times as fast: at 60 a blackout of 30 s passes in half a second.
 * @param factor simulated ms per real ms, above 0
 */
export function scaledClock(factor: number): Clock {
  if (typeof factor !== 'number' || !Number.isFinite(factor) || factor <= 0) {
    const message = `scaledClock: factor: ${valueExcerpt(factor)} is not allowed; allowed: a number above 0`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const origin = performance.now();
  const wallOrigin = Date.now();
  const source: ClockSource = {
    now: () => (performance.now() - origin) * factor,
    wallTime: () => (factor === 1 ? Date.now() : wallOrigin + (performance.now() - origin) * factor),
    arm: (callback, ms) => {
      const handle = setTimeout(callback, Math.ceil(ms / factor));
      return () => clearTimeout(handle);
    },
  };
  // On a slow clock a wait takes longer in real time.
  return Object.assign(clockFrom(source, maxWait * Math.min(1, factor)), { scale: factor });
}

/** The present time of a clock, on both scales. */
export function instantOf(clock: Clock): Instant {
  return { now: clock.now(), wallTime: clock.wallTime() };
}

/** A wall time as other libraries take it. @param wallTime ms since 1970 */
export function dateOf(wallTime: number): Date {
  return new Date(wallTime);
}
