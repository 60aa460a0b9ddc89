import { z } from 'zod';
import {
  type DurationInput,
  type DurationRange,
  type DurationRangeInput,
  durationForm,
  maxDuration,
  parseDuration,
  parseDurationRange,
} from '../core/time/duration.js';

/** The pattern is part of the JSON Schema too, for editors. */
const written = <Input extends DurationRangeInput>(form: RegExp, error: string) =>
  z
    .custom<Input>((input) => isWritten(input, form), { error })
    .meta({
      anyOf: [
        { type: 'string', pattern: form.source },
        { type: 'number', minimum: 0, maximum: maxDuration },
      ],
    });

function isWritten(input: unknown, form: RegExp): boolean {
  if (typeof input === 'string') return form.test(input);
  return typeof input === 'number' && input >= 0 && input <= maxDuration;
}

const one = String.raw`\d+(\.\d+)?(ms|s|m|h|d)?`;
const oneForm = new RegExp(String.raw`^\s*${one}\s*$`);
const rangeForm = new RegExp(String.raw`^\s*${one}\s*(\.\.\s*${one}\s*)?$`);

const noDuration = `is no duration; allowed: ${durationForm}`;

/** A duration as users write it (`"30s"`, `250`), turned into ms. */
export const durationField = written<DurationInput>(oneForm, noDuration).transform(
  (input, context): number => {
    const ms = parseDuration(input);
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', message: noDuration });
    return z.NEVER;
  },
);

const noRange = `${noDuration}, or two of them: 20ms..50ms`;

/** A duration or a range of them (`"20ms..50ms"`), in ms. */
export const durationRangeField = written<DurationRangeInput>(rangeForm, noRange).transform(
  (input, context): DurationRange => {
    const range = parseDurationRange(input);
    if (range !== undefined) return range;
    context.addIssue({ code: 'custom', message: noRange });
    return z.NEVER;
  },
);

/** A whole number between two bounds, both allowed. */
export const wholeField = (min: number, max: number) => z.int().min(min).max(max);
