/** A blackout that is being counted down. */
export interface Countdown {
  readonly cause: string;
  /** Longest time left that was seen of it, ms of the simulator's clock; null for no end. */
  readonly totalMs: number | null;
  /** Time left at `at`, ms of the simulator's clock; null for no end. */
  readonly leftMs: number | null;
  /** Monotonic time of the browser, ms. */
  readonly at: number;
  /** Simulated ms per real ms; 0 for a clock that stands still. */
  readonly speed: number;
}

/** Difference from what was expected that still belongs to the same blackout, ms. */
const tolerance = 250;

/** The countdown that follows another one, now that a status has come. */
export function nextCountdown(
  before: Countdown | undefined,
  blackout: { readonly cause: string; readonly leftMs: number | null } | null,
  at: number,
  speed: number,
): Countdown | undefined {
  if (blackout === null) return undefined;
  const { cause, leftMs } = blackout;
  const common = { cause, leftMs, at, speed };
  if (leftMs === null || before?.cause !== cause || before.totalMs === null)
    return { ...common, totalMs: leftMs };
  const expected = leftOf(before, at) ?? 0;
  const isLonger = leftMs > expected + tolerance * Math.max(1, speed);
  return { ...common, totalMs: isLonger ? leftMs : Math.max(before.totalMs, leftMs) };
}

/** Time left at a moment, ms of the simulator's clock; undefined for no end. */
export function leftOf({ leftMs, at, speed }: Countdown, now: number): number | undefined {
  return leftMs === null ? undefined : Math.max(0, leftMs - (now - at) * speed);
}

/** Part that is left at a moment, 0 to 1; 1 for no end. */
export function partLeft(countdown: Countdown, now: number): number {
  const left = leftOf(countdown, now);
  const { totalMs } = countdown;
  return left === undefined || totalMs === null || totalMs === 0 ? 1 : Math.min(1, left / totalMs);
}

/** Real time until its end, ms; undefined where it does not end by itself. */
export function realTimeToEnd(countdown: Countdown, now: number): number | undefined {
  const left = leftOf(countdown, now);
  return left === undefined || countdown.speed === 0 ? undefined : left / countdown.speed;
}

/** A time in words: `3.2 s`, `2 min 05 s`, `1 h 02 min`. */
export function durationText(ms: number): string {
  const tenths = Math.ceil(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
