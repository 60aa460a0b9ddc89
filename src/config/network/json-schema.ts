import { inputSchemaOf } from '../../documents/input-schema.js';
import type { ConfigTree } from '../../documents/tree.js';
import { networkSchema } from './schema/document.js';

/** The JSON Schema of a network file. */
export function networkJsonSchema(): ConfigTree {
  return { ...inputSchemaOf(networkSchema), title: 'Network of silvus-mock' };
}
