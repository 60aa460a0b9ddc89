import { z } from 'zod';
import type { Clock } from '../../core/time/clock.js';
import { durationField } from '../../documents/fields.js';
import type { VirtualClock } from '../../core/time/virtual-clock.js';
import { ControlError } from '../server/control-error.js';
import type { Node } from '../../simulator/node.js';
import { clockSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** A clock as JSON. */
export function clockJson(clock: Clock): z.input<typeof clockSchema> {
  const { scale = null } = clock;
  return { nowMs: clock.now(), wallTime: clock.wallTime(), virtual: isVirtual(clock), scale };
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'advance' in clock && typeof clock.advance === 'function';
}

/** Moves of a clock that are under way. They run one after the other: each of two at once would run timers of the other. */
const moves = new WeakMap<VirtualClock, Promise<void>>();

/** Moves a node's clock once its earlier moves have ended. Throws `CONFLICT` for a clock that runs by itself. */
async function move({ clock }: Node, how: (clock: VirtualClock) => Promise<void>) {
  if (!isVirtual(clock))
    throw new ControlError(
      'CONFLICT',
      'the clock is not virtual: it runs by itself; a start with --clock virtual has one that can be moved',
    );
  const before = moves.get(clock) ?? Promise.resolve();
  const moved = before.then(() => how(clock));
  moves.set(
    clock,
    moved.catch(() => undefined),
  );
  await moved;
  return clockJson(clock);
}

/** Default of the longest time that a move without a duration takes, ms: 30 days. */
const defaultLimit = 30 * 24 * 3_600_000;

/** Moves time on until the radio answers and no reboot is pending. */
async function untilOnline(node: Node, clock: VirtualClock, limit: number): Promise<void> {
  const end = clock.now() + limit;
  // Requests that have been received are served first: one of them may begin a blackout.
  await clock.advance(0);
  for (let left = node.timeToOnline(); left !== 0; left = node.timeToOnline()) {
    if (left === undefined)
      throw new ControlError('CONFLICT', 'the radio is offline, which has no end; allowed: PUT /mode');
    if (clock.now() + left > end)
      throw new ControlError('CONFLICT', `the radio does not answer within ${limit} ms`);
    await clock.advance(left);
  }
}

const moveSchema = z
  .strictObject({
    duration: durationField.optional(),
    until: z.enum(['online']).optional(),
    limit: durationField.optional(),
  })
  .superRefine(({ duration, until, limit }, context) => {
    const fail = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (duration === undefined && until === undefined)
      fail('duration', 'is missing; allowed: a duration such as 30s, or until: online instead');
    if (duration !== undefined && until !== undefined)
      fail('until', 'is there beside duration; allowed: one of the two');
    if (limit !== undefined && until === undefined)
      fail('limit', 'is for until; allowed: with until: online');
  });

const errors = ['CONFLICT'] as const;

/** A node's clock. */
export const clockRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/clock',
    summary: "The simulator's clock: its time, whether it is virtual, and how fast it runs",
    reply: clockSchema,
    handle: ({ node }) => clockJson(node.clock),
  }),
  nodeRoute({
    method: 'POST',
    path: '/clock/advance',
    summary:
      'Advance a virtual clock and run the timers that become due: by a duration, or until the radio answers and no reboot is pending (limit: 30d by default)',
    body: moveSchema,
    reply: clockSchema,
    errors,
    handle: ({ node, body: { duration, limit = defaultLimit } }) =>
      move(node, (clock) =>
        duration === undefined ? untilOnline(node, clock, limit) : clock.advance(duration),
      ),
  }),
  nodeRoute({
    method: 'POST',
    path: '/clock/run-until-idle',
    summary: 'Advance a virtual clock until nothing falls due any more, or for `limit` (default: 30d)',
    body: z.strictObject({ limit: durationField.optional() }).optional(),
    reply: clockSchema,
    errors,
    handle: ({ node, body }) => move(node, (clock) => clock.runUntilIdle(body?.limit)),
  }),
];
