import { z } from 'zod';
import type { CurrentBlackout } from '../../command-path/blackout-control.js';
import { durationField } from '../../documents/fields.js';
import { blackoutCauses } from '../../radio/blackout.js';
import { blackoutSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** The blackout that is on, as JSON. */
export function blackoutJson(current: CurrentBlackout | undefined): z.input<typeof blackoutSchema> {
  return current === undefined ? null : { cause: current.cause, leftMs: current.leftMs ?? null };
}

const path = '/blackout';
const reply = blackoutSchema;

/** The radio's blackout, begun and ended by hand. */
export const blackoutRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: 'The blackout that is on, or null',
    reply,
    handle: ({ node }) => blackoutJson(node.blackout.current),
  }),
  nodeRoute({
    method: 'POST',
    path,
    summary: 'Begin a blackout; one that is on stays until the later of both ends',
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
    summary: 'End the blackout that is on; gives what is on then',
    reply,
    handle: async ({ node: { blackout } }) => {
      await blackout.end();
      return blackoutJson(blackout.current);
    },
  }),
];
