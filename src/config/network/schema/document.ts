import { z } from 'zod';
import { listField } from '../../../documents/collections.js';
import { nodeBounds } from '../../../network/node.js';
import { maxLinks, maxNodes, maxSources } from '../bounds.js';
import { numberField, positionField } from './fields.js';
import { generateSchema, seedField } from './generate.js';
import { linkSchema } from './link.js';
import { nodeSchema, settingsField } from './node.js';
import { physicsField } from './physics.js';

const source = z.strictObject({
  id: z.string().min(1).max(64),
  position: positionField,
  frequency: numberField(nodeBounds.frequency),
  bandwidth: numberField(nodeBounds.bandwidth),
  power: numberField(nodeBounds.power),
  antennaHeight: numberField(nodeBounds.antennaHeight).exactOptional(),
});

/** A network as a user writes it. */
export const networkSchema = z.strictObject({
  $schema: z.string().optional(),
  seed: seedField.optional(),
  traffic: z.enum(['constant', 'calls']).default('constant'),
  physics: physicsField.prefault({}),
  settings: settingsField.default({}),
  nodes: listField(nodeSchema, { max: maxNodes }).default([]),
  generate: generateSchema.optional(),
  links: listField(linkSchema, { max: maxLinks }).default([]),
  interference: listField(source, { max: maxSources }).default([]),
});

/** A network as a user writes it: the nodes, what is generated, settings, links, interference, physics. */
export type NetworkDocument = ReadOnly<z.input<typeof networkSchema>>;

/** A type whose members cannot be changed, at any level. */
type ReadOnly<T> = { readonly [K in keyof T]: ReadOnly<T[K]> };

/** A network whose form is right, with its defaults. */
export type ParsedNetwork = z.output<typeof networkSchema>;
