const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration as a text: `"30s"`, `"250ms"`; without a unit it is in ms. */
export type DurationText = `${number}` | `${number}${keyof typeof unitMs}`;

/** A duration as users write it: `"30s"`, `"250ms"`, or a number of ms. */
export type DurationInput = number | DurationText;

/** A duration, or a range of them: `"20ms..50ms"`. */
export type DurationRangeInput = DurationInput | `${DurationText}..${DurationText}`;

/** The forms of a duration, for messages. */
export const durationForm = 'a number of ms, or a text such as 250ms, 30s, 5m, 2h, 1d';

/** The longest duration allowed, ms: ten years. */
export const maxDuration = 3_650 * unitMs.d;

/**
 * Reads a duration.
 * @returns ms, or undefined where the input is no duration (negative, not finite, unknown unit, above {@link maxDuration})
 */
export function parseDuration(input: unknown): number | undefined {
  const ms = typeof input === 'string' ? parseText(input) : input;
  return typeof ms === 'number' && Number.isFinite(ms) && ms >= 0 && ms <= maxDuration ? ms : undefined;
}

function parseText(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim());
  if (!match) return undefined;
  const unit = match[2];
  const factor = unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? unitMs[unit] : 1;
  return Number(match[1]) * factor;
}

/** Bounds between which a duration is drawn, ms; equal bounds are a fixed duration. */
export interface DurationRange {
  /** Shortest, ms. */
  readonly min: number;
  /** Longest, ms. */
  readonly max: number;
}

/**
 * Reads a duration or a range of them: `20ms`, `20ms..50ms`.
 * @returns the range, or undefined where the input is none, or where its second bound is the lower one
 */
export function parseDurationRange(input: unknown): DurationRange | undefined {
  const parts = typeof input === 'string' ? input.split('..') : [input];
  const [first, second] = parts;
  if (first === undefined || parts.length > 2) return undefined;
  const min = parseDuration(first);
  const max = second === undefined ? min : parseDuration(second);
  return min !== undefined && max !== undefined && min <= max ? { min, max } : undefined;
}

/** Writes a duration in the largest unit that it is whole in: `30s`, `1500ms`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0';
  const unit = (['d', 'h', 'm', 's'] as const).find((name) => ms % unitMs[name] === 0);
  return unit === undefined ? `${ms}ms` : `${ms / unitMs[unit]}${unit}`;
}
