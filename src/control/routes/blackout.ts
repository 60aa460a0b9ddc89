import { z } from 'zod';
import type { CurrentBlackout } from '../../command-path/blackout-control.js';
import { durationField } from '../../documents/fields.js';
import { blackoutCauses } from '../../radio/blackout.js';
import { blackoutSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** The current blackout as JSON. */
export function blackoutJson(current: CurrentBlackout | undefined): z.input<typeof blackoutSchema> {
  return current === undefined ? null : { cause: current.cause, leftMs: current.leftMs ?? null };
}

const path = '/blackout';
const reply = blackoutSchema;

/** Manual control of the radio's blackout. */
export const blackoutRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: 'Current blackout, or null',
    reply,
    handle: ({ node }) => blackoutJson(node.blackout.current),
  }),
  nodeRoute({
    method: 'POST',
    path,
    summary: 'Begin a blackout; if there is one already, it lasts until the later of both ends',
    body: z.strictObject({ duration: durationField, cause: z.enum(blackoutCauses).optional() }),
    reply,
    handle: ({ node: { blackout }, body: { duration, cause } }) => {
      blackout.begin(duration, cause);
      return blackoutJson(blackout.current);
    },
  }),
  nodeRoute({
    method: 'DELETE',
    path,
    summary: 'End the current blackout; returns null, or the outage that remains (offline)',
    reply,
    handle: async ({ node: { blackout } }) => {
      await blackout.end();
      return blackoutJson(blackout.current);
    },
  }),
];
