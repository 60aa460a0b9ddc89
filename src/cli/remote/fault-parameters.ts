import { z } from 'zod';

/** One parameter of a kind of fault. */
export interface FaultParameter {
  /** As the kind names it: `retryAfter`. */
  readonly name: string;
  /** `--retry-after`. */
  readonly flag: string;
  /** Placeholder of the value in the help text. */
  readonly value: '<n>' | '<time>' | '<text>' | '<json>';
  readonly required: boolean;
  /** The allowed values, if they can be listed. */
  readonly choices: readonly string[];
}

const paramSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).default([]),
  anyOf: z.array(z.unknown()).optional(),
});

const paramsSchema = z.object({
  properties: z.record(z.string(), paramSchema).default({}),
  required: z.array(z.string()).default([]),
});

/** The parameters in the JSON Schema of a kind. */
export function parametersIn(schema: unknown): readonly FaultParameter[] {
  const { properties, required } = paramsSchema.parse(schema);
  return Object.entries(properties).map(([name, { type, enum: choices, anyOf }]) => ({
    name,
    flag: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value: placeholderOf(type, anyOf !== undefined),
    required: required.includes(name),
    choices,
  }));
}

/** Of the parameters, only a duration is a union: a string or a number. One without a type is any JSON. */
function placeholderOf(type: string | undefined, isUnion: boolean): FaultParameter['value'] {
  if (isUnion) return '<time>';
  if (type === undefined) return '<json>';
  return type === 'integer' || type === 'number' ? '<n>' : '<text>';
}

/** Synopsis of the parameters: `--ms <time> [--jitter <time>]`. */
export function synopsis(params: readonly FaultParameter[]): string {
  return params
    .map(({ flag, value, required }) => (required ? `${flag} ${value}` : `[${flag} ${value}]`))
    .join(' ');
}
