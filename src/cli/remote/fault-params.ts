import { z } from 'zod';

/** One parameter of a kind of fault. */
export interface FaultParam {
  /** As the kind names it: `retryAfter`. */
  readonly name: string;
  /** `--retry-after`. */
  readonly flag: string;
  /** What its value is called in help: `<time>`. */
  readonly value: '<n>' | '<time>' | '<text>';
  readonly required: boolean;
  /** The values that it takes, if they are few. */
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

/** The parameters that the JSON Schema of a kind names. */
export function paramsIn(schema: unknown): readonly FaultParam[] {
  const { properties, required } = paramsSchema.parse(schema);
  return Object.entries(properties).map(([name, { type, enum: choices, anyOf }]) => ({
    name,
    flag: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    // Only a duration is a text or a number.
    value: anyOf !== undefined ? '<time>' : type === 'integer' || type === 'number' ? '<n>' : '<text>',
    required: required.includes(name),
    choices,
  }));
}

/** What a kind takes, as a synopsis: `--ms <time> [--jitter <time>]`. */
export function synopsis(params: readonly FaultParam[]): string {
  return params
    .map(({ flag, value, required }) => (required ? `${flag} ${value}` : `[${flag} ${value}]`))
    .join(' ');
}
