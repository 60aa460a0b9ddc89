import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import { blackoutCauses } from '../../radio/blackout.js';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget, TargetBlackout } from '../target.js';

/** The blackout that is on, or null. */
export const blackoutSchema = z
  .strictObject({
    cause: z.enum([...blackoutCauses, 'offline']),
    leftMs: z.number().nullable().describe("what is left, ms of the simulator's clock; null for no end"),
  })
  .nullable();

/** The blackout that is on, as JSON. */
export function blackoutJson(current: TargetBlackout | undefined): z.input<typeof blackoutSchema> {
  return current === undefined ? null : { cause: current.cause, leftMs: current.leftMs ?? null };
}

/** The radio's blackout, begun and ended by hand. */
export function blackoutRoutes({ blackout }: ControlTarget): readonly Route[] {
  const path = '/blackout';
  const reply = blackoutSchema;
  return [
    jsonRoute({
      method: 'GET',
      path,
      summary: 'The blackout that is on, or null',
      reply,
      handle: () => blackoutJson(blackout.current),
    }),
    jsonRoute({
      method: 'POST',
      path,
      summary: 'Begin a blackout; one that is on stays until the later of both ends',
      body: z.strictObject({ duration: durationField, cause: z.enum(blackoutCauses).optional() }),
      reply,
      handle: ({ body: { duration, cause } }) => {
        blackout.begin(duration, cause);
        return blackoutJson(blackout.current);
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path,
      summary: 'End the blackout that is on; gives what is on then',
      reply,
      handle: async () => {
        await blackout.end();
        return blackoutJson(blackout.current);
      },
    }),
  ];
}
