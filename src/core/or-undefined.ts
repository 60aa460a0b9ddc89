import type { z } from 'zod';

/**
 * What a schema reads; undefined for what it refuses, with no word why. The failures of zod's `safeParse` are objects with
 * getters, which V8 keeps until it collects all garbage: a stream of invalid requests would make each of its small
 * collections take milliseconds.
 */
export function orUndefined<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  return schema.validate(value) ? schema.parse(value) : undefined;
}
