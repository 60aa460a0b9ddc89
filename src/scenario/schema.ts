import { z } from 'zod';
import { listField, mapField } from '../documents/collections.js';
import { durationField } from '../documents/fields.js';
import { SilvusMockError } from '../core/errors.js';
import { type FaultDescription, describeFault } from '../faults/spec.js';
import { blackoutCauses } from '../radio/blackout.js';
import { toJson } from '../core/json.js';
import { isError } from '../core/realm.js';
import { modes } from '../radio/mode.js';
import { nodeIdRange, nodeIds } from '../radio/values/node-id.js';
import { isTree } from '../documents/tree.js';
import type { SteerInput } from './scenario.js';
import { withInput } from '../documents/issue.js';

const numeric = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)], { error: 'is no number' });
const value = z.union([z.string(), z.number()]);
const positive = durationField.refine((ms) => ms > 0, { error: 'is not allowed; allowed: above 0' });

/** Shortest time from one round, or value, to the next, ms: shorter ones are lost where a clock shows a large number. */
export const minPeriod = 0.001;
const period = durationField.refine((ms) => ms >= minPeriod, {
  error: `is not allowed; allowed: at least ${minPeriod} ms`,
});

/** A fault as it was written, and the calls that it is for. */
interface ParsedFault extends Pick<FaultDescription, 'match'> {
  readonly written: Readonly<Record<string, unknown>>;
}

/** In the schema of scenarios; the fault itself is checked by its kind. */
const faultMeta = {
  type: 'object',
  properties: { kind: { type: 'string' } },
  required: ['kind'],
  additionalProperties: {},
} as const;

/** No loose object: it would copy all members of what is no fault. */
const faultField = z.unknown().meta(faultMeta);

const fault = faultField.transform((written, context): ParsedFault => {
  if (!isTree(written)) {
    context.addIssue({ code: 'invalid_type', expected: 'object', input: written });
    return z.NEVER;
  }
  const kind = written['kind'];
  if (typeof kind !== 'string') {
    context.addIssue({ code: 'invalid_type', expected: 'string', path: ['kind'], input: kind });
    return z.NEVER;
  }
  try {
    return { written, match: describeFault(written).match };
  } catch (thrown) {
    if (!(thrown instanceof SilvusMockError)) throw thrown;
    context.addIssue({ code: 'custom', message: thrown.message });
    return z.NEVER;
  }
});

/** Values of one setting, and settings of one step. */
const maxValues = 64;
const maxSettings = 500;

/** Schema of each kind of step. */
const actions = {
  set: mapField(z.union([value, listField(value, { max: maxValues })]), { max: maxSettings }),
  drift: z.strictObject({
    setting: z.string(),
    from: numeric.optional(),
    to: numeric,
    over: positive,
    every: period.default(1_000),
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
  // The network checks the call when the scenario starts: most scenarios have none, and its schema takes time to load.
  steer: z.unknown().transform((input, context): SteerInput => {
    try {
      const call = toJson(input, 'steer');
      if (isSteer(call)) return call;
      context.addIssue({ code: 'custom', message: 'is not allowed; allowed: an object with do' });
    } catch (thrown) {
      if (!isError(thrown)) throw thrown;
      context.addIssue({ code: 'custom', message: thrown.message });
    }
    return z.NEVER;
  }),
};

/** Names of all kinds of step. */
export const actionNames = [...Object.keys(actions), 'repeat'];

/** Nesting of repetitions. */
export const maxDepth = 4;

/** Steps in one list. */
export const maxSteps = 10_000;

const node = z
  .custom<number | string>(isNodeId, { error: `is not allowed; allowed: a node ID from ${nodeIdRange}` })
  .transform(Number);

function isNodeId(input: unknown): boolean {
  const isWritten = typeof input === 'number' || (typeof input === 'string' && /^\d{1,7}$/.test(input));
  const id = Number(input);
  return isWritten && Number.isInteger(id) && id >= nodeIds.min && id <= nodeIds.max;
}

const when = { at: durationField.optional(), after: durationField.optional(), node: node.optional() };

const optional = z.strictObject({ ...when, ...actions }).partial().shape;

/** Actions that are not about one radio. */
const ofNoRadio = ['repeat', 'note', 'steer'];

function isSteer(input: unknown): input is SteerInput {
  return isTree(input) && typeof input['do'] === 'string';
}

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
  const whole = ofNoRadio.find((name) => name in step && Reflect.get(step, name) !== undefined);
  if ('node' in step && step.node !== undefined && whole !== undefined)
    context.addIssue({ code: 'custom', path: ['node'], message: `is not allowed beside ${whole}` });
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

/** Steps that were checked by {@link checkStep}, for as long as somebody holds them. */
const knownSteps = new WeakMap<object, ParsedStep>();

const schemas = new Map<number, z.ZodType<ParsedStep>>();

/** Schema of a step in which this many repetitions may be nested. */
function stepSchema(depth: number): z.ZodType<ParsedStep> {
  const schema = schemas.get(depth) ?? (depth === 0 ? plainStep : repeatableStep(depth));
  schemas.set(depth, schema);
  return schema;
}

/** Checks a step that nobody changes from here on, for the check of its scenario; returns the number of its issues. */
export function checkStep(step: unknown, depth: number): number {
  const { success, data, error } = stepSchema(depth).safeParse(step, withInput);
  if (!success) return error.issues.length;
  if (typeof step === 'object' && step !== null) knownSteps.set(step, data);
  return 0;
}

function stepsField(depth: number) {
  return listField(stepSchema(depth), { min: 1, max: maxSteps, known: knownSteps });
}

function repeatableStep(depth: number): z.ZodType<ParsedStep> {
  const repeat = z.strictObject({
    times: z.int().min(1).max(1_000_000_000).optional(),
    every: period.optional(),
    steps: stepsField(depth - 1),
  });
  return z.strictObject({ ...optional, repeat: repeat.optional() }).superRefine(oneAction);
}

/** A scenario as users write it. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(64).default('scenario'),
  description: z.string().max(4_096).optional(),
  steps: stepsField(maxDepth),
});
