import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget } from '../target.js';

/** Back to the start. */
export function resetRoutes(target: ControlTarget): readonly Route[] {
  return [
    jsonRoute({
      method: 'POST',
      path: '/reset',
      summary: 'Put state, mode, blackout, faults, journal and chance back to the start; connections stay',
      reply: z.strictObject({ ok: z.literal(true) }),
      handle: async () => {
        await target.reset();
        return { ok: true as const };
      },
    }),
  ];
}
