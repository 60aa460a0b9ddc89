import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget } from '../target.js';

/** Whether the radio works, works badly, or is out of reach. */
export const modeField = z.enum(['normal', 'degraded', 'offline']);

/** The radio's mode. */
export function modeRoutes(target: ControlTarget): readonly Route[] {
  const path = '/mode';
  const mode = z.strictObject({ mode: modeField });
  return [
    jsonRoute({
      method: 'GET',
      path,
      summary: "The radio's mode",
      reply: mode,
      handle: () => ({ mode: target.mode }),
    }),
    jsonRoute({
      method: 'PUT',
      path,
      summary: 'Put the radio out of reach, at the edge of its range, or back',
      body: mode,
      reply: mode,
      handle: async ({ body }) => {
        await target.setMode(body.mode);
        return { mode: target.mode };
      },
    }),
  ];
}
