import { z } from 'zod';
import { accessLevels } from '../core/access-level.js';
import { apiPortNames, portRegistry } from '../ports/registry.js';
import { methodDeclarations } from '../radio/catalogue.js';
import { isNeeded } from '../radio/values/parameters.js';
import { placeholders } from './placeholders.js';
import { parameterSchema } from './parameter-schema.js';
import { settingIssues, settingSchema } from './setting-schema.js';

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
    .array(z.enum(apiPortNames))
    .min(1)
    .max(apiPortNames.length)
    .default(portRegistry.filter(({ serves }) => serves === 'all').map(({ name }) => name)),
  /** Level that its calls need while login is on. */
  level: z.enum(accessLevels).optional(),
  /** True to replace a built-in method. */
  replaces: z.boolean().default(false),
};

/** A method with a fixed reply, or a setting, as a file has it. */
const fixedSchema = z
  .strictObject({
    ...declared,
    result: z.json({ error: 'is no JSON' }).optional(),
    setting: settingSchema.optional(),
    execute: z
      .custom<undefined>((value) => value === undefined, {
        error: 'is not allowed; allowed: a function, in a program or in a module of --methods',
      })
      .meta({ not: {} })
      .optional(),
  })
  .refine(({ result, setting }) => (result === undefined) !== (setting === undefined), {
    error: 'has both or none of result and setting; allowed: one of them',
  })
  .meta({
    oneOf: ['result', 'setting'].map((name) => ({ required: [name], properties: { [name]: {} } })),
  });

const isFunction = (value: unknown) => typeof value === 'function';

/** A method of a program: with a fixed reply, with a function, or a setting. */
const programmedSchema = z
  .strictObject({
    ...declared,
    result: z.json({ error: 'is no JSON' }).optional(),
    execute: z
      .custom<(...args: readonly unknown[]) => unknown>(isFunction, {
        error: 'is not allowed; allowed: a function',
      })
      .optional(),
    setting: settingSchema.optional(),
  })
  .refine(
    ({ result, execute, setting }) =>
      [result, execute, setting].filter((each) => each !== undefined).length === 1,
    { error: 'has none or several of result, execute and setting; allowed: one of them' },
  );

/** A custom method, checked. */
export type CheckedMethod = z.output<typeof programmedSchema>;

/** More are refused: each costs memory in every radio. */
const maxMethods = 1_000;

/** Methods with fixed replies and settings: the setting `methods`. */
export const fixedMethodsSchema = z.array(fixedSchema).max(maxMethods).superRefine(checkTogether);

/** Methods of a program. */
export const programmedMethodsSchema = z.array(programmedSchema).max(maxMethods).superRefine(checkTogether);

const builtIn = new Set(methodDeclarations.map(({ name }) => name));

/** Built-in methods that a placeholder can read: those without required parameters. */
const readableBuiltIn = new Set(
  methodDeclarations
    .filter((each) => each.access.startsWith('read') && !(each.asks?.() ?? []).some(isNeeded))
    .map(({ name }) => name),
);

/** Checks methods against each other and the built-in methods. */
function checkTogether(methods: readonly CheckedMethod[], context: z.RefinementCtx): void {
  const names = new Set<string>();
  const settings = methods.filter(({ setting }) => setting !== undefined).map(({ name }) => name);
  const readable = new Set([...readableBuiltIn, ...settings]);
  for (const [index, method] of methods.entries()) {
    const report = (key: string, input: unknown, message: string) =>
      context.addIssue({ code: 'custom', path: [index, ...key.split('.')], message, input });
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
    for (const { key, input, message } of settingIssues(method)) report(key, input, message);
    for (const { text, message } of placeholders(result, params.length, readable))
      report('result', text, message);
  }
}
