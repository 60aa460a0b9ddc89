import { z } from 'zod';
import { inputSchemaOf } from './input-schema.js';
import { maxIssues, withInput } from './issue.js';
import { isTree } from './tree.js';

const refusal = (input: unknown, allowed: string) =>
  `is ${input === undefined ? 'missing' : 'not allowed'}; allowed: ${allowed}`;

/** Minimum and maximum number of elements. */
interface Size {
  readonly min?: number;
  readonly max: number;
}

/** Options of a list of values. */
interface ListOptions<S extends z.ZodType> extends Size {
  /** Elements that were checked before, with what they are; they are not checked again. */
  readonly known?: WeakMap<object, z.output<S>>;
}

/**
 * A list of values. Its length is checked before its elements are, and the check ends with {@link maxIssues} issues: an
 * issue for each of very many elements takes far longer than reading them.
 */
export function listField<S extends z.ZodType>(element: S, { min = 0, max, known }: ListOptions<S>) {
  const size = { ...(min > 0 ? { minItems: min } : {}), maxItems: max };
  return z
    .custom<z.input<S>[]>(Array.isArray, { error: ({ input }) => refusal(input, 'an array') })
    .meta({
      type: 'array',
      // Made when a document asks for it: most programs never do.
      get items() {
        return innerSchemaOf(element);
      },
      ...size,
    })
    .transform((list, context): z.output<S>[] => {
      const checked = checkEach(list.entries(), list.length, { element, min, max, known }, context);
      return checked === undefined ? z.NEVER : checked.map(([, value]) => value);
    });
}

/** An object with values of one kind, checked as a {@link listField} is. */
export function mapField<S extends z.ZodType>(element: S, { max }: Size) {
  return z
    .custom<Record<string, z.input<S>>>(isTree, { error: ({ input }) => refusal(input, 'an object') })
    .meta({
      type: 'object',
      get additionalProperties() {
        return innerSchemaOf(element);
      },
      maxProperties: max,
    })
    .transform((map, context): Record<string, z.output<S>> => {
      const entries = Object.entries(map);
      const checked = checkEach(entries, entries.length, { element, min: 0, max }, context);
      return checked === undefined ? z.NEVER : Object.fromEntries(checked);
    });
}

/** Any object, unchanged. Its members are not looked at, as zod's loose object does one by one. */
export const anyObject = z
  .custom<Readonly<Record<string, unknown>>>(isTree, { error: ({ input }) => refusal(input, 'an object') })
  .meta({ type: 'object', additionalProperties: {} });

interface Elements<S extends z.ZodType> extends Required<Size> {
  readonly element: S;
  readonly known?: WeakMap<object, z.output<S>> | undefined;
}

/** The checked values by their keys; undefined if there is an issue, which is added to the context. */
function checkEach<S extends z.ZodType, Key extends PropertyKey>(
  entries: Iterable<readonly [Key, unknown]>,
  count: number,
  { element, min, max, known }: Elements<S>,
  context: z.core.$RefinementCtx,
): [Key, z.output<S>][] | undefined {
  if (count < min) context.addIssue({ code: 'too_small', origin: 'array', minimum: min, input: [] });
  if (count > max) context.addIssue({ code: 'too_big', origin: 'array', maximum: max, input: [] });
  if (count < min || count > max) return undefined;
  const checked: [Key, z.output<S>][] = [];
  let issues = 0;
  for (const [key, each] of entries) {
    const before = typeof each === 'object' && each !== null ? known?.get(each) : undefined;
    if (before !== undefined) {
      checked.push([key, before]);
      continue;
    }
    const parsed = element.safeParse(each, withInput);
    if (parsed.success) {
      checked.push([key, parsed.data]);
      continue;
    }
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [key, ...issue.path] });
    issues += parsed.error.issues.length;
    if (issues >= maxIssues) break;
  }
  return issues === 0 ? checked : undefined;
}

/** The JSON Schema within another. */
function innerSchemaOf(schema: z.ZodType) {
  return { ...inputSchemaOf(schema), $schema: undefined };
}
