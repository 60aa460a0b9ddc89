import { z } from 'zod';
import { listField, mapField } from '../documents/collections.js';
import { durationField } from '../documents/fields.js';
import { SilvusMockError } from '../core/errors.js';
import { describeFault } from '../faults/spec.js';
import { blackoutCauses } from '../radio/blackout.js';
import { modes } from '../radio/mode.js';

const numeric = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)], { error: 'is no number' });
const value = z.union([z.string(), z.number()]);
const positive = durationField.refine((ms) => ms > 0, { error: 'is not allowed; allowed: above 0' });

const fault = z.looseObject({ kind: z.string() }).superRefine((spec, context) => {
  try {
    describeFault(spec);
  } catch (thrown) {
    if (!(thrown instanceof SilvusMockError)) throw thrown;
    context.addIssue({ code: 'custom', message: thrown.message });
  }
});

/** Values of one setting, and settings of one step. */
const maxValues = 64;
const maxSettings = 1_000;

/** Schema of each kind of step. */
const actions = {
  set: mapField(z.union([value, listField(value, { max: maxValues })]), { max: maxSettings }),
  drift: z.strictObject({
    setting: z.string(),
    from: numeric.optional(),
    to: numeric,
    over: positive,
    every: positive.default(1_000),
  }),
  fault,
  removeFault: z.string().min(1),
  clearFaults: z.literal(true),
  blackout: z.union([
    positive.transform((duration) => ({ duration, cause: 'manual' as const })),
    z.strictObject({ duration: positive, cause: z.enum(blackoutCauses).default('manual') }),
  ]),
  endBlackout: z.literal(true),
  mode: z.enum(modes),
  note: z.string().min(1).max(1_024),
};

/** Names of all kinds of step. */
export const actionNames = [...Object.keys(actions), 'repeat'];

/** Nesting of repetitions. */
const maxDepth = 4;

/** Steps in one list. */
const maxSteps = 10_000;

const when = { at: durationField.optional(), after: durationField.optional() };

const optional = z.strictObject({ ...when, ...actions }).partial().shape;

function oneAction(step: object, context: z.RefinementCtx): void {
  const given = Object.entries(step).filter(
    ([name, each]) => actionNames.includes(name) && each !== undefined,
  );
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none' : given.map(([name]) => name).join(', ');
    context.addIssue({
      code: 'custom',
      message: `a step does exactly one thing, here ${found}; allowed: ${actionNames.join(', ')}`,
    });
  }
  if ('at' in step && 'after' in step && step.at !== undefined && step.after !== undefined)
    context.addIssue({ code: 'custom', message: 'a step has one time: at or after' });
}

/** A step without repetitions. */
const plainStep = z.strictObject(optional).superRefine(oneAction);

type PlainStep = z.output<typeof plainStep>;

/** A step as it is parsed, before it is laid out in time. */
export interface ParsedStep extends PlainStep {
  readonly repeat?:
    | {
        readonly times?: number | undefined;
        readonly every?: number | undefined;
        readonly steps: readonly ParsedStep[];
      }
    | undefined;
}

function stepSchema(depth: number): z.ZodType<ParsedStep> {
  if (depth === 0) return plainStep;
  const repeat = z.strictObject({
    times: z.int().min(1).max(1_000_000_000).optional(),
    every: positive.optional(),
    steps: listField(stepSchema(depth - 1), { min: 1, max: maxSteps }),
  });
  return z.strictObject({ ...optional, repeat: repeat.optional() }).superRefine(oneAction);
}

/** A scenario as users write it. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(64).default('scenario'),
  description: z.string().max(4_096).optional(),
  steps: listField(stepSchema(maxDepth), { min: 1, max: maxSteps }),
});
