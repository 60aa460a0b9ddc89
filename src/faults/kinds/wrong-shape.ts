import { z } from 'zod';
import type { Json } from '../../core/json.js';
import { faultKind } from '../kind.js';

const shapes = {
  object: (result: Json): Json => ({ value: result }),
  string: (result: Json): Json => (Array.isArray(result) ? result.join(',') : JSON.stringify(result)),
  number: (): Json => 0,
  null: (): Json => null,
  empty: (): Json => [],
  nested: (result: Json): Json => [result],
};

/** The result has another type. */
export const wrongShape = faultKind({
  name: 'wrong-shape',
  summary: 'the result has another type than that of the method',
  params: z.strictObject({
    as: z
      .enum(['object', 'string', 'number', 'null', 'empty', 'nested'])
      .default('object')
      .describe('type of the result that is sent'),
  }),
  make: ({ as }) => ({
    alter: (element) => ('result' in element ? { ...element, result: shapes[as](element.result) } : element),
  }),
});
