import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import { ControlError } from '../server/control-error.js';
import { receivedSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** Longest wait, real ms. */
const maxTimeout = 600_000;

/** Default wait, real ms. */
const defaultTimeout = 5_000;

/** A whole number, as a query has it. */
const countField = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'is not allowed; allowed: a whole number, at least 0' })
  .transform(Number);

/** Requests that a radio has received. */
export const receivedRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/received',
    summary:
      'Number of requests since the start or the last reset, on all ports; with `count`, once so many have come in',
    query: {
      count: countField.optional().describe('waits for so many requests'),
      timeout: durationField
        .refine((ms) => ms <= maxTimeout, { error: 'is too long; allowed: at most 10m' })
        .optional()
        .describe('longest wait, real time; default: 5s'),
    },
    reply: receivedSchema,
    errors: ['NOT_SEEN'],
    handle: async ({ simulator, node, query: { count = 0, timeout = defaultTimeout } }) => {
      const expiry = new AbortController();
      const timer = simulator.realClock.setTimeout(() => expiry.abort(), timeout);
      await node.received(count, expiry.signal);
      timer.cancel();
      const received = node.requestCount;
      if (received >= count) return { received };
      throw new ControlError('NOT_SEEN', `received: ${received} of ${count} requests within ${timeout} ms`);
    },
  }),
];
