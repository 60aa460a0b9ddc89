import { z } from 'zod';
import { listField } from '../../../documents/collections.js';
import { motionBounds } from '../../../network/motion/tracks.js';
import { nearestHint } from '../../../core/nearest.js';
import { valueExcerpt } from '../../../core/text.js';
import { isTree } from '../../../documents/tree.js';
import { maxWaypoints } from '../bounds.js';
import { numberField, positionField } from './fields.js';

const since = numberField(motionBounds.seconds).default(0);

const still = z.strictObject({ kind: z.literal('still') });

const waypoint = z.strictObject({ seconds: numberField(motionBounds.seconds), position: positionField });

const waypoints = z.strictObject({
  kind: z.literal('waypoints'),
  points: listField(waypoint, { min: 1, max: maxWaypoints }).superRefine((points, context) => {
    let last = -Infinity;
    for (const [index, { seconds }] of points.entries()) {
      if (seconds <= last) {
        const message = `is not allowed; allowed: later than the point before (${last})`;
        context.addIssue({ code: 'custom', path: [index, 'seconds'], message, input: seconds });
        return;
      }
      last = seconds;
    }
  }),
  repeat: z.boolean().default(false),
  since,
});

const circle = z.strictObject({
  kind: z.literal('circle'),
  radius: numberField(motionBounds.radius),
  speed: numberField(motionBounds.speed),
  bearing: numberField(motionBounds.bearing).default(0),
  since,
});

const randomWalk = z.strictObject({
  kind: z.literal('random-walk'),
  speed: numberField(motionBounds.speed),
  leg: numberField(motionBounds.leg).default(10),
  radius: numberField(motionBounds.radius).exactOptional(),
  since,
});

/** The schemas of motions by kind. */
export const motionSchemas = { still, waypoints, circle, 'random-walk': randomWalk } as const;

/** One of several kinds of motion; another one is an issue of `kind`. */
function error(kinds: readonly string[]) {
  return ({ input }: { readonly input?: unknown }) => {
    if (!isTree(input)) return `is not allowed; allowed: an object with kind: ${kinds.join(', ')}`;
    const kind = input['kind'];
    const what = kind === undefined ? 'is missing' : `${valueExcerpt(kind)}: is not allowed`;
    return `${what}; allowed: ${kinds.join(', ')}${nearestHint(kind, kinds)}`;
  };
}

/** The motion of a node. */
export const motionField = z
  .discriminatedUnion('kind', [still, waypoints, circle, randomWalk], {
    error: error(Object.keys(motionSchemas)),
  })
  .default({ kind: 'still' });

const begun = { since: since.unwrap().exactOptional() };

/** The motion of a node that is moved while the network runs: it begins with the move, unless it says `since`. */
export const steeredMotionField = z.discriminatedUnion(
  'kind',
  [still, waypoints.extend(begun), circle.extend(begun), randomWalk.extend(begun)],
  { error: error(Object.keys(motionSchemas)) },
);

/** The motion of generated nodes. That of a circle begins at a bearing from the seed, unless it has one. */
export const generatedMotionField = z
  .discriminatedUnion(
    'kind',
    [still, circle.extend({ bearing: numberField(motionBounds.bearing).optional() }), randomWalk],
    { error: error(['still', 'circle', 'random-walk']) },
  )
  .default({ kind: 'still' });
