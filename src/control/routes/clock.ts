import { z } from 'zod';
import type { Clock } from '../../core/time/clock.js';
import { durationField } from '../../documents/fields.js';
import type { VirtualClock } from '../../core/time/virtual-clock.js';
import { ControlError } from '../server/control-error.js';
import { clockSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** A clock as JSON. */
export function clockJson(clock: Clock): z.input<typeof clockSchema> {
  return { nowMs: clock.now(), wallTime: clock.wallTime(), virtual: isVirtual(clock) };
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'advance' in clock && typeof clock.advance === 'function';
}

/** Pending advances. They run one after the other: each of two concurrent ones would run timers of the other. */
const advances = new WeakMap<VirtualClock, Promise<void>>();

/** A node's clock. */
export const clockRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/clock',
    summary: "The simulator's clock",
    reply: clockSchema,
    handle: ({ node }) => clockJson(node.clock),
  }),
  nodeRoute({
    method: 'POST',
    path: '/clock/advance',
    summary: 'Advance a virtual clock and run the timers that become due',
    body: z.strictObject({ duration: durationField }),
    reply: clockSchema,
    errors: ['CONFLICT'],
    handle: async ({ node: { clock }, body: { duration } }) => {
      if (!isVirtual(clock))
        throw new ControlError('CONFLICT', 'the clock is not virtual: it runs by itself');
      const before = advances.get(clock) ?? Promise.resolve();
      const advance = before.then(() => clock.advance(duration));
      advances.set(
        clock,
        advance.catch(() => undefined),
      );
      await advance;
      return clockJson(clock);
    },
  }),
];
