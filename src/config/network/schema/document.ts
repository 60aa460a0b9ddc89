import { z } from 'zod';
import { listField } from '../../../documents/collections.js';
import { conditionBounds } from '../../../network/links/override.js';
import { maxLinks, maxNodes, maxSources } from '../bounds.js';
import { numberField } from './fields.js';
import { generateSchema, seedField } from './generate.js';
import { sourceSchema } from './interference.js';
import { linkSchema } from './link.js';
import { nodeSchema, settingsField } from './node.js';
import { physicsField } from './physics.js';
import type { ReadOnly } from '../../../core/read-only.js';
import { steeringField } from './steering.js';

/** A network as a user writes it. */
export const networkSchema = z.strictObject({
  $schema: z.string().optional(),
  seed: seedField.optional(),
  seconds: numberField(conditionBounds.seconds).default(0),
  traffic: z.enum(['constant', 'calls']).default('constant'),
  physics: physicsField.prefault({}),
  settings: settingsField.default({}),
  nodes: listField(nodeSchema, { max: maxNodes }).default([]),
  generate: generateSchema.optional(),
  links: listField(linkSchema, { max: maxLinks }).default([]),
  interference: listField(sourceSchema, { max: maxSources }).default([]),
  steering: steeringField.default([]),
  now: z.unknown().meta({ description: 'what GET /network found; sets nothing' }).optional(),
});

/** A network as a user writes it: the nodes, what is generated, settings, links, interference, physics. */
export type NetworkDocument = ReadOnly<z.input<typeof networkSchema>>;

/** A line of steering as a user writes it. */
export type SteeringLine = ReadOnly<z.input<typeof steeringField>[number]>;

/** A network whose form is right, with its defaults. */
export type ParsedNetwork = z.output<typeof networkSchema>;
