import { z } from 'zod';
import type { Clock } from '../../core/time/clock.js';
import { durationField } from '../../documents/fields.js';
import type { VirtualClock } from '../../core/time/virtual-clock.js';
import { ControlError } from '../server/control-error.js';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget } from '../target.js';

/** What the simulator's clock says. */
export const clockSchema = z.strictObject({
  nowMs: z.number().describe('monotonic'),
  wallTime: z.number().describe('ms since 1970-01-01T00:00:00Z'),
  virtual: z.boolean().describe('whether it stands still until it is moved on'),
});

/** What a clock says, as JSON. */
export function clockJson(clock: Clock): z.input<typeof clockSchema> {
  return { nowMs: clock.now(), wallTime: clock.wallTime(), virtual: isVirtual(clock) };
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'advance' in clock && typeof clock.advance === 'function';
}

/** The simulator's clock. */
export function clockRoutes({ clock }: ControlTarget): readonly Route[] {
  // Two who move it on at once would each run what the other is running.
  let before: Promise<void> = Promise.resolve();
  return [
    jsonRoute({
      method: 'GET',
      path: '/clock',
      summary: "The simulator's clock",
      reply: clockSchema,
      handle: () => clockJson(clock),
    }),
    jsonRoute({
      method: 'POST',
      path: '/clock/advance',
      summary: 'Move a virtual clock on and run all that falls due',
      body: z.strictObject({ duration: durationField }),
      reply: clockSchema,
      refusals: ['CONFLICT'],
      handle: async ({ body: { duration } }) => {
        if (!isVirtual(clock))
          throw new ControlError('CONFLICT', 'the clock is not virtual: it goes by itself');
        const moved = before.then(() => clock.advance(duration));
        before = moved.catch(() => undefined);
        await moved;
        return clockJson(clock);
      },
    }),
  ];
}
