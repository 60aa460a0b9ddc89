import { z } from 'zod';
import type { Bounds } from '../../../network/bounds.js';
import { positionBounds } from '../../../network/geo/position.js';
import { nodeIdRange, nodeIds } from '../../../radio/values/node-id.js';

const rangeOf = ({ min, max, unit }: Bounds) => `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;

/** A number within bounds, both allowed. */
export function numberField(bounds: Bounds) {
  const { min, max } = bounds;
  return (
    z
      .number()
      .refine((value) => value >= min && value <= max, {
        error: `is not allowed; allowed: ${rangeOf(bounds)}`,
      })
      // JSON has no -0 of its own: as a number that was written it is 0.
      .overwrite((value) => value + 0)
      .meta({ minimum: min, maximum: max })
  );
}

/** A whole number within bounds, both allowed. */
export function wholeNumberField(bounds: Bounds) {
  const { min, max } = bounds;
  return numberField(bounds)
    .refine((value) => Number.isInteger(value), { error: 'is not allowed; allowed: a whole number' })
    .meta({ type: 'integer', minimum: min, maximum: max });
}

/** The node ID of a radio, as a number or as a text of digits. */
export const nodeIdField = z
  .custom<number | string>(isNodeId, {
    error: ({ input }) =>
      `${input === undefined ? 'is missing' : 'is not allowed'}; allowed: a node ID from ${nodeIdRange}`,
  })
  .meta({
    anyOf: [
      { type: 'integer', minimum: nodeIds.min, maximum: nodeIds.max },
      { type: 'string', pattern: String.raw`^[1-9]\d{0,6}$` },
    ],
  })
  .transform(Number);

function isNodeId(input: unknown): boolean {
  if (typeof input === 'string' && !/^[1-9]\d{0,6}$/.test(input)) return false;
  if (typeof input !== 'string' && typeof input !== 'number') return false;
  const id = Number(input);
  return Number.isInteger(id) && id >= nodeIds.min && id <= nodeIds.max;
}

/** A position on or above the globe. */
export const positionField = z.strictObject({
  latitude: numberField(positionBounds.latitude),
  longitude: numberField(positionBounds.longitude),
  altitude: numberField(positionBounds.altitude).default(0),
});
