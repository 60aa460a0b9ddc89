import { z } from 'zod';
import { type DurationRange, durationForm, parseDuration, parseDurationRange } from '../duration.js';

const written = (error: string) => z.union([z.string(), z.number()], { error });

const noDuration = `is no duration; allowed: ${durationForm}`;

/** A duration as users write it (`"30s"`, `250`), turned into ms. */
export const durationField = written(noDuration).transform((input, context): number => {
  const ms = parseDuration(input);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: noDuration });
  return z.NEVER;
});

const noRange = `${noDuration}, or two of them: 20ms..50ms`;

/** A duration or a range of them (`"20ms..50ms"`), in ms. */
export const durationRangeField = written(noRange).transform((input, context): DurationRange => {
  const range = parseDurationRange(input);
  if (range !== undefined) return range;
  context.addIssue({ code: 'custom', message: noRange });
  return z.NEVER;
});

/** A whole number between two bounds, both allowed. */
export const wholeField = (min: number, max: number) => z.int().min(min).max(max);
