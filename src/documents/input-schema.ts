import { z } from 'zod';

/** The JSON Schema of what a user writes, before defaults and conversions; what JSON has no word for is left open. */
export function inputSchemaOf(schema: z.core.$ZodType) {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
