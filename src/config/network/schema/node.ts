import { z } from 'zod';
import { mapField, listField } from '../../../documents/collections.js';
import { nodeBounds } from '../../../network/node.js';
import { modes } from '../../../radio/mode.js';
import { nodeIdField, numberField, positionField, wholeNumberField } from './fields.js';
import { motionField } from './motion.js';
import { servedField } from './served.js';

/** Values of one method, and methods. */
const maxValues = 64;
const maxMethods = 500;

const noValue = { error: 'is not allowed; allowed: a text, a number, or a list of them' };

const value = z.union([z.string(), z.number()], noValue);

/** Settings by method: `{ freq: "2490", freq_bw: [2490, 5] }`. */
export const settingsField = mapField(z.union([value, listField(value, { max: maxValues })], noValue), {
  max: maxMethods,
}).transform((given): Readonly<Record<string, readonly string[]>> => {
  const texts = Object.entries(given).map(([name, each]): [string, readonly string[]] => [
    name,
    (Array.isArray(each) ? each : [each]).map(String),
  ]);
  return Object.fromEntries(texts);
});

/** Antennas of a node. */
export const antennaFields = {
  antennas: wholeNumberField(nodeBounds.antennas).optional(),
  gain: z
    .union([numberField(nodeBounds.gain), z.array(numberField(nodeBounds.gain)).min(1).max(4)], {
      error: 'is not allowed; allowed: a number, or one for each antenna, dBi',
    })
    .default(0),
  antennaHeight: numberField(nodeBounds.antennaHeight).optional(),
};

/** A node of the network. */
export const nodeSchema = z.strictObject({
  nodeid: nodeIdField,
  name: z.string().optional(),
  position: positionField,
  motion: motionField,
  ...antennaFields,
  settings: settingsField.optional(),
  served: servedField.default(true),
  mode: z.enum(modes).exactOptional(),
});

/** A node as it is written, without what follows from the document around it. */
export type ParsedNode = z.output<typeof nodeSchema>;
