import * as z from 'zod/mini';

/** Kinds of controls: what a person types, and how it becomes JSON. */
type Control =
  'text' | 'duration' | 'whole' | 'number' | 'choice' | 'boolean' | 'json' | 'text-or-json' | 'unknown';

/** A field of a form. */
export interface FormField {
  /** Place in the body: `match.method`. */
  readonly path: string;
  /** Name as the control plane has it: `method`. */
  readonly name: string;
  /** `unknown`: its schema is none of those that a form knows; it is asked for as JSON. */
  readonly control: Control;
  readonly isRequired: boolean;
  readonly description?: string;
  /** The value where nothing is typed, as a person would type it. */
  readonly default?: string;
  /** A value that a person could type. */
  readonly example?: string;
  readonly choices: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

const schemaForm = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  enum: z.optional(z.array(z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  pattern: z.optional(z.string()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  description: z.optional(z.string()),
  default: z.optional(z.unknown()),
  example: z.optional(z.unknown()),
});

type Schema = z.output<typeof schemaForm>;

/** The fields of an object's JSON Schema, in its order; the members of an object within it are fields of their own. */
export function fieldsOf(schema: unknown, parent = ''): readonly FormField[] {
  const { properties = {}, required = [] } = read(schema);
  return Object.entries(properties).flatMap(([name, member]) => {
    const path = `${parent}${name}`;
    const inner = read(member);
    if (inner.properties !== undefined) return fieldsOf(member, `${path}.`);
    return [fieldOf(path, name, inner, required.includes(name))];
  });
}

function read(schema: unknown): Schema {
  return schemaForm.safeParse(schema).data ?? { type: 'unreadable' };
}

function fieldOf(path: string, name: string, schema: Schema, isRequired: boolean): FormField {
  const { description, minimum, maximum } = schema;
  return {
    path,
    name,
    control: controlOf(schema),
    isRequired,
    choices: (schema.enum ?? []).filter((each) => typeof each === 'string'),
    ...(description === undefined ? {} : { description }),
    ...(schema.default === undefined ? {} : { default: typed(schema.default) }),
    ...(schema.example === undefined ? {} : { example: typed(schema.example) }),
    ...(isBound(minimum) ? { min: minimum } : {}),
    ...(isBound(maximum) ? { max: maximum } : {}),
  };
}

/** False for the bounds that every whole number has. */
function isBound(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

/** A JSON value as a person types it. */
function typed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const controls: Readonly<Record<string, Control>> = {
  string: 'text',
  integer: 'whole',
  number: 'number',
  boolean: 'boolean',
  array: 'json',
  object: 'json',
};

function controlOf(schema: Schema): Control {
  const { type, enum: choices, anyOf } = schema;
  if (choices !== undefined) return choices.every((each) => typeof each === 'string') ? 'choice' : 'json';
  if (anyOf !== undefined) return controlOfUnion(parts(anyOf));
  if (Array.isArray(type)) return type.includes('string') ? 'text-or-json' : 'json';
  if (type !== undefined) return controls[type] ?? 'unknown';
  return isOpen(schema) ? 'json' : 'unknown';
}

/** The members of a union, those of unions within it too. */
function parts(anyOf: readonly unknown[]): readonly Schema[] {
  return anyOf.map(read).flatMap((each) => (each.anyOf === undefined ? [each] : parts(each.anyOf)));
}

/** A duration is a text of a pattern (`250ms`), or a number of ms. */
function controlOfUnion(members: readonly Schema[]): Control {
  const [text, number] = members;
  const isDuration = members.length === 2 && text?.pattern !== undefined && number?.type === 'number';
  if (isDuration) return 'duration';
  return members.some(({ type }) => type === 'string') ? 'text-or-json' : 'json';
}

/** True for a schema that any JSON value fits. */
function isOpen(schema: Schema): boolean {
  const annotations = ['description', 'default', 'example', 'title'];
  return Object.keys(schema).every((key) => annotations.includes(key));
}
