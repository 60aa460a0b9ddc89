import { z } from 'zod';
import {
  type DurationRange,
  durationForm,
  maxDuration,
  parseDuration,
  parseDurationRange,
} from '../core/time/duration.js';

/** The pattern is part of the JSON Schema too, for editors. */
const written = (form: RegExp, error: string) =>
  z.union(
    [
      z.string({ error }).regex(form, { error }),
      z.number({ error }).min(0, { error }).max(maxDuration, { error }),
    ],
    { error },
  );

const one = String.raw`\d+(\.\d+)?(ms|s|m|h|d)?`;
const oneForm = new RegExp(String.raw`^\s*${one}\s*$`);
const rangeForm = new RegExp(String.raw`^\s*${one}\s*(\.\.\s*${one}\s*)?$`);

const noDuration = `is no duration; allowed: ${durationForm}`;

/** A duration as users write it (`"30s"`, `250`), turned into ms. */
export const durationField = written(oneForm, noDuration).transform((input, context): number => {
  const ms = parseDuration(input);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: noDuration });
  return z.NEVER;
});

const noRange = `${noDuration}, or two of them: 20ms..50ms`;

/** A duration or a range of them (`"20ms..50ms"`), in ms. */
export const durationRangeField = written(rangeForm, noRange).transform((input, context): DurationRange => {
  const range = parseDurationRange(input);
  if (range !== undefined) return range;
  context.addIssue({ code: 'custom', message: noRange });
  return z.NEVER;
});

/** A whole number between two bounds, both allowed. */
export const wholeField = (min: number, max: number) => z.int().min(min).max(max);
