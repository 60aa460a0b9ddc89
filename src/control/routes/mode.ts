import { z } from 'zod';
import { modes } from '../../radio/mode.js';
import { nodeRoute } from './route.js';

const path = '/mode';
const mode = z.strictObject({ mode: z.enum(modes) });

/** The mode of a radio. */
export const modeRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: 'Mode of the radio',
    reply: mode,
    handle: ({ node }) => ({ mode: node.mode }),
  }),
  nodeRoute({
    method: 'PUT',
    path,
    summary: 'Change the mode: normal, offline (no answer), or degraded (edge of the range)',
    body: mode,
    reply: mode,
    handle: async ({ node, body }) => {
      await node.setMode(body.mode);
      return { mode: node.mode };
    },
  }),
];
