import { z } from 'zod';
import { maxIdLength } from '../../../network/interference.js';
import { nodeBounds } from '../../../network/node.js';
import { numberField, positionField } from './fields.js';

/** The id of a source of interference. */
export const sourceIdField = z.string().min(1).max(maxIdLength);

/** A transmitter that is no radio. */
export const sourceSchema = z.strictObject({
  id: sourceIdField,
  position: positionField,
  frequency: numberField(nodeBounds.frequency),
  bandwidth: numberField(nodeBounds.bandwidth),
  power: numberField(nodeBounds.power),
  antennaHeight: numberField(nodeBounds.antennaHeight).exactOptional(),
});
