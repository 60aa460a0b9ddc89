import { z } from 'zod';
import { modes } from '../../radio/mode.js';
import { nodeRoute } from './route.js';

const path = '/mode';
const mode = z.strictObject({ mode: z.enum(modes) });

/** The radio's mode. */
export const modeRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: "The radio's mode",
    reply: mode,
    handle: ({ node }) => ({ mode: node.mode }),
  }),
  nodeRoute({
    method: 'PUT',
    path,
    summary: 'Put the radio out of reach, at the edge of its range, or back',
    body: mode,
    reply: mode,
    handle: async ({ node, body }) => {
      await node.setMode(body.mode);
      return { mode: node.mode };
    },
  }),
];
