import { z } from 'zod';
import { nodeRoute } from './route.js';

/** Reset to the state at the start. */
export const resetRoutes = [
  nodeRoute({
    method: 'POST',
    path: '/reset',
    summary: 'Reset state, mode, blackout, faults, journal and random streams; connections stay open',
    reply: z.strictObject({ ok: z.literal(true) }),
    handle: async ({ node }) => {
      await node.reset();
      return { ok: true as const };
    },
  }),
];
