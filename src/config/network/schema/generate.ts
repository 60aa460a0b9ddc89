import { z } from 'zod';
import { positionBounds } from '../../../network/geo/position.js';
import { nodeIds } from '../../../radio/values/node-id.js';
import { maxNodes } from '../bounds.js';
import { numberField, wholeNumberField } from './fields.js';
import { generatedMotionField } from './motion.js';
import { antennaFields } from './node.js';
import { generatedServedField } from './served.js';

const altitude = numberField(positionBounds.altitude);

/** Bounds of the square that nodes are generated on. */
const bounds = {
  nodes: { min: 1, max: maxNodes, unit: 'nodes' },
  spacing: { min: 0.1, max: 1_000_000, unit: 'm' },
  area: { min: 1, max: 10_000_000, unit: 'm' },
  jitter: { min: 0, max: 1, unit: '' },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, unit: '' },
} as const;

/** Seed of a network or of its generated nodes. */
export const seedField = wholeNumberField(bounds.seed);

/** Nodes that follow from a seed: a square lattice, each node of it displaced. */
export const generateSchema = z
  .strictObject({
    nodes: wholeNumberField(bounds.nodes),
    seed: seedField.optional(),
    firstNodeid: wholeNumberField({ ...nodeIds, unit: '' }).default(1_001),
    center: z.strictObject({
      latitude: numberField(positionBounds.latitude),
      longitude: numberField(positionBounds.longitude),
    }),
    spacing: numberField(bounds.spacing).optional(),
    area: numberField(bounds.area).optional(),
    jitter: numberField(bounds.jitter).default(0.5),
    altitude: z
      .union([altitude, z.tuple([altitude, altitude])], {
        error: 'is not allowed; allowed: a number, or the lowest and the highest, m',
      })
      .default(0),
    motion: generatedMotionField,
    ...antennaFields,
    served: generatedServedField.default(false),
  })
  .superRefine(({ spacing, area, altitude: heights }, context) => {
    const add = (path: string[], message: string, input: unknown) =>
      context.addIssue({ code: 'custom', path, message, input });
    if (spacing === undefined && area === undefined)
      add(['spacing'], 'is missing; allowed: spacing, or area, m', undefined);
    if (spacing !== undefined && area !== undefined)
      add(['area'], 'is not allowed beside spacing: one follows from the other', area);
    if (Array.isArray(heights) && heights[0] > heights[1])
      add(['altitude'], 'is not allowed; allowed: the lowest first', {});
  });

/** Parameters of generated nodes, with their defaults. */
export type ParsedGenerate = z.output<typeof generateSchema>;
