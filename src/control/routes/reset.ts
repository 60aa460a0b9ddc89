import { z } from 'zod';
import { nodeRoute } from './route.js';

/** Back to the start. */
export const resetRoutes = [
  nodeRoute({
    method: 'POST',
    path: '/reset',
    summary: 'Put state, mode, blackout, faults, journal and chance back to the start; connections stay',
    reply: z.strictObject({ ok: z.literal(true) }),
    handle: async ({ node }) => {
      await node.reset();
      return { ok: true as const };
    },
  }),
];
