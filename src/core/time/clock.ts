/** A timer that has been set and can be taken back. */
export interface Timer {
  /** Takes the timer back; does nothing once it has fired or been cancelled. */
  cancel(): void;
}

/** A point in time on both scales, as the radio's pure state machine takes it. */
export interface Instant {
  /** Monotonic time, ms. */
  readonly now: number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  readonly wallTime: number;
}

/** What a wait is for. */
export interface WaitOptions {
  /** It recurs as long as the simulator lives: nobody who waits for the simulator to be idle waits for it. */
  readonly background?: boolean;
}

/** The only way in which time enters the simulator. */
export interface Clock {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  wallTime(): number;
  /**
   * Calls `callback` once after `ms`; a wait of any length is kept. A promise that it gives must not reject; a
   * virtual clock waits for it before it goes on.
   */
  setTimeout(callback: () => unknown, ms: number, options?: WaitOptions): Timer;
  /** Resolves true after `ms`, or false as soon as `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal, options?: WaitOptions): Promise<boolean>;
}

/** Node.js fires a longer wait at once, so longer ones are split. */
const longestWait = 2 ** 31 - 1;

/** The source of timers and time that a clock is made from. */
export interface ClockSource {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970. */
  wallTime(): number;
  /** Sets one timer of at most 2^31-1 ms and gives the way to cancel it. */
  arm(callback: () => unknown, ms: number, options?: WaitOptions): () => void;
}

/**
 * Makes a {@link Clock} of a source: splits long waits and adds `sleep`.
 * @param longest wait that the source takes at once, ms
 */
export function clockFrom(source: ClockSource, longest = longestWait): Clock {
  const setTimer = (callback: () => unknown, ms: number, options?: WaitOptions): Timer => {
    let left = Math.max(0, ms);
    let disarm: () => void;
    const step = () => {
      const wait = Math.min(left, longest);
      left -= wait;
      disarm = source.arm(left > 0 ? step : callback, wait, options);
    };
    step();
    return { cancel: () => disarm() };
  };
  const sleep = (ms: number, signal?: AbortSignal, options?: WaitOptions): Promise<boolean> =>
    new Promise((resolve) => {
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
  return { now: () => source.now(), wallTime: () => source.wallTime(), setTimeout: setTimer, sleep };
}

/** The machine's own clock. */
export function systemClock(): Clock {
  return scaledClock(1);
}

/**
 * The machine's clock, `factor` times as fast: at 60 a blackout of 30 s passes in half a second.
 * @param factor simulated ms per real ms, above 0
 */
export function scaledClock(factor: number): Clock {
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
  // A slow clock's wait is longer in real time.
  return clockFrom(source, longestWait * Math.min(1, factor));
}

/** The present of a clock, on both scales. */
export function instantOf(clock: Clock): Instant {
  return { now: clock.now(), wallTime: clock.wallTime() };
}

/** A moment as ISO 8601 writes it, in UTC: `2026-01-01T00:00:00.000Z`. @param wallTime ms since 1970 */
export function utcText(wallTime: number): string {
  return new Date(wallTime).toISOString();
}
