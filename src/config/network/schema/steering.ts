import { z } from 'zod';
import { nearestHint } from '../../../core/nearest.js';
import { valueExcerpt } from '../../../core/text.js';
import { listField } from '../../../documents/collections.js';
import { isTree } from '../../../documents/tree.js';
import { conditionBounds } from '../../../network/links/override.js';
import { maxRows, maxSteering } from '../bounds.js';
import { nodeIdField, numberField, positionField } from './fields.js';
import { sourceIdField, sourceSchema } from './interference.js';
import { conditions, conditionIssues, rowSchema } from './link.js';
import { steeredMotionField } from './motion.js';
import { nodeSchema } from './node.js';
import type { ReadOnly } from '../../../core/read-only.js';

/** When something was done: seconds of the network's time. */
const at = { seconds: numberField(conditionBounds.seconds) };

const ends = { from: nodeIdField, to: nodeIdField };
const directed = { ...ends, direction: z.enum(['both', 'forward', 'reverse']).default('both') };

const move = {
  do: z.literal('move'),
  node: nodeIdField,
  position: positionField,
  motion: steeredMotionField.optional(),
};
const cut = { do: z.literal('cut'), ...directed };
const join = { do: z.literal('join'), ...directed };
const override = {
  do: z.literal('override'),
  ...ends,
  ...conditions,
  series: listField(rowSchema, { min: 1, max: maxRows }).optional(),
};
const setInterference = { do: z.literal('set-interference'), source: sourceSchema };
const removeInterference = { do: z.literal('remove-interference'), id: sourceIdField };
const add = { do: z.literal('add'), node: nodeSchema };
const remove = { do: z.literal('remove'), node: nodeIdField };

const calls = ['move', 'cut', 'join', 'override', 'set-interference', 'remove-interference'] as const;
const allCalls = [...calls, 'add', 'remove'] as const;

/** Another call than these is an issue of `do`. */
function error(names: readonly string[]) {
  return ({ input }: { readonly input?: unknown }) => {
    if (!isTree(input)) return `is not allowed; allowed: an object with do: ${names.join(', ')}`;
    const name = input['do'];
    const what = name === undefined ? 'is missing' : `${valueExcerpt(name)}: is not allowed`;
    return `${what}; allowed: ${names.join(', ')}${nearestHint(name, names)}`;
  };
}

/** A steering call of a client, which is carried out at once. Nodes have routes of their own. */
export const steeringCallSchema = z.discriminatedUnion(
  'do',
  [
    z.strictObject(move),
    z.strictObject(cut),
    z.strictObject(join),
    z.strictObject(override).superRefine(conditionIssues),
    z.strictObject(setInterference),
    z.strictObject(removeInterference),
  ],
  { error: error(calls) },
);

/** A steering call with its time. */
const lineSchema = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ ...at, ...move }),
    z.strictObject({ ...at, ...cut }),
    z.strictObject({ ...at, ...join }),
    z.strictObject({ ...at, ...override }).superRefine(conditionIssues),
    z.strictObject({ ...at, ...setInterference }),
    z.strictObject({ ...at, ...removeInterference }),
    z.strictObject({ ...at, ...add }),
    z.strictObject({ ...at, ...remove }),
  ],
  { error: error(allCalls) },
);

/** Changes of a network, in the order of time. */
export const steeringField = listField(lineSchema, { max: maxSteering }).superRefine((lines, context) => {
  let last = 0;
  for (const [index, { seconds }] of lines.entries()) {
    if (seconds < last) {
      const message = `is not allowed; allowed: not before the line above (${last})`;
      context.addIssue({ code: 'custom', path: [index, 'seconds'], message, input: seconds });
      return;
    }
    last = seconds;
  }
});

/** A steering call of a client, whose form is right. */
export type ParsedCall = ReadOnly<z.output<typeof steeringCallSchema>>;

/** A line of steering as it is written, whose form is right. */
export type ParsedLine = ReadOnly<z.output<typeof lineSchema>>;
