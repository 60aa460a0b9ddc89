import { z } from 'zod';
import { portNames, portRegistry } from '../ports/registry.js';
import { methodDeclarations } from '../radio/catalogue.js';
import { isNeeded } from '../radio/values/parameters.js';
import { placeholders } from './placeholders.js';
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

const parameterSchema = z.discriminatedUnion(
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

const declared = {
  name: z.string().regex(/^[A-Za-z_]\w{0,63}$/, {
    error: 'is no name of a method; allowed: letters, digits and _, at most 64, no digit first',
  }),
  /** One line for people. */
  summary: z.string().max(1_000).optional(),
  access: z.enum(['read', 'write', 'read-write', 'action']).optional(),
  params: z.array(parameterSchema).max(64).default([]),
  /** Effect after the reply of its request. */
  effect: z.enum(['none', 'soft-boot', 'power-change', 'reboot', 'zeroize']).default('none'),
  deadline: z.enum(['rf-write', 'power', 'read']).optional(),
  servedOn: z
    .array(z.enum(portNames))
    .min(1)
    .max(portNames.length)
    .default(portRegistry.filter(({ serves }) => serves === 'all').map(({ name }) => name)),
  /** True to replace a built-in method. */
  replaces: z.boolean().default(false),
};

/** A method with a fixed reply, as a file has it. */
const fixedSchema = z.strictObject({
  ...declared,
  result: z.json({ error: 'is missing, or no JSON' }),
  execute: z
    .custom<undefined>((value) => value === undefined, {
      error: 'is not allowed; allowed: a function, in a program or in a module of --methods',
    })
    .meta({ not: {} })
    .optional(),
});

const isFunction = (value: unknown) => typeof value === 'function';

/** A method of a program: with a fixed reply, or with a function. */
const programmedSchema = z
  .strictObject({
    ...declared,
    result: z.json({ error: 'is no JSON' }).optional(),
    execute: z
      .custom<(...args: readonly unknown[]) => unknown>(isFunction, {
        error: 'is not allowed; allowed: a function',
      })
      .optional(),
  })
  .refine(({ result, execute }) => (result === undefined) !== (execute === undefined), {
    error: 'has both or none of result and execute; allowed: one of them',
  });

/** A parameter of a custom method, checked. */
export type CheckedParameter = z.output<typeof parameterSchema>;

/** A custom method, checked. */
export type CheckedMethod = z.output<typeof programmedSchema>;

/** More are errorOf: each costs memory in every radio. */
const maxMethods = 1_000;

/** Methods with fixed replies, the setting `methods`. */
export const fixedMethodsSchema = z.array(fixedSchema).max(maxMethods).superRefine(checkTogether);

/** Methods of a program. */
export const programmedMethodsSchema = z.array(programmedSchema).max(maxMethods).superRefine(checkTogether);

const builtIn = new Set(methodDeclarations.map(({ name }) => name));

/** Methods that a placeholder can read: those without required parameters. */
const readable = new Set(
  methodDeclarations
    .filter((each) => each.access.startsWith('read') && !(each.asks?.() ?? []).some(isNeeded))
    .map(({ name }) => name),
);

/** Checks methods against each other and the built-in methods. */
function checkTogether(methods: readonly CheckedMethod[], context: z.RefinementCtx): void {
  const names = new Set<string>();
  for (const [index, method] of methods.entries()) {
    const report = (key: string, input: unknown, message: string) =>
      context.addIssue({ code: 'custom', path: [index, key], message, input });
    const { name, access, effect, params, result } = method;
    if (names.has(name)) report('name', name, 'is there twice; allowed: each name once');
    names.add(name);
    if (builtIn.has(name) && !method.replaces)
      report('name', name, 'is a built-in method; allowed: another name, or replaces: true');
    if (method.replaces && !builtIn.has(name))
      report('replaces', true, `is not allowed: there is no built-in method ${name}`);
    if (access === 'read' && effect !== 'none')
      report('effect', effect, 'is not allowed for a read; allowed: none');
    const late = params.findIndex((each, at) => !each.optional && params[at - 1]?.optional === true);
    if (late >= 0)
      report('params', params[late]?.name, 'follows an optional parameter; allowed: optional: true');
    for (const { text, message } of placeholders(result, params.length, readable))
      report('result', text, message);
  }
}
