import { z } from 'zod';
import { wholeField as whole } from '../documents/fields.js';

/** A bound of a number that a parameter takes. */
const bound = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

const paramName = z.string().regex(/^[A-Za-z_]\w{0,63}$/, {
  error: 'is no name of a parameter; allowed: letters, digits and _, at most 64, no digit first',
});

const anyParam = {
  name: paramName,
  /** A call may omit it and those after it. */
  optional: z.boolean().default(false),
  /** The journal never shows its value. */
  secret: z.boolean().default(false),
};

const numberParam = { ...anyParam, min: bound, max: bound, unit: z.string().max(32).optional() };

const inOrder = ({ min, max }: { readonly min: number; readonly max: number }) => min <= max;

/** Schema of a parameter of a custom method. */
export const parameterSchema = z.discriminatedUnion(
  'kind',
  [
    z
      .strictObject({ kind: z.literal('integer'), ...numberParam })
      .refine(inOrder, { error: 'min is above max' }),
    z
      .strictObject({ kind: z.literal('decimal'), ...numberParam })
      .refine(inOrder, { error: 'min is above max' }),
    z.strictObject({
      kind: z.literal('choice'),
      ...anyParam,
      values: z.array(z.string().max(256)).min(1).max(1_000),
    }),
    z.strictObject({
      kind: z.literal('text'),
      ...anyParam,
      maxLength: whole(0, 1_048_576).default(256),
    }),
  ],
  { error: 'is not allowed; allowed: an object whose kind is integer, decimal, choice or text' },
);

/** A parameter of a custom method, checked. */
export type CheckedParameter = z.output<typeof parameterSchema>;
