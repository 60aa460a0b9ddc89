import { z } from 'zod';
import { listField } from '../../documents/collections.js';
import type { RadioCalls } from '../radio-call/radio-calls.js';
import { type NodeRoute, nodeRoute } from './route.js';

/** Parameters of a call: more than any method has, so that a radio can be asked too much. */
const maxParams = 1_000;

const callSchema = z.strictObject({
  method: z.string(),
  params: listField(z.unknown(), { max: maxParams })
    .optional()
    .describe('values as they are sent: a radio takes texts; none: a read'),
  port: z.enum(['http', 'https']).optional().describe('port of the radio; default: http'),
});

const resultSchema = z.strictObject({
  request: z.string().describe('the text that was sent'),
  reply: z.string().nullable().describe('the text that came back, as far as it came; null for nothing'),
  outcome: z
    .string()
    .describe(
      'ok, the message of the error as in the journal, or for a call without a whole reply: timeout, refused, reset, closed, http-error, invalid, failed, cancelled',
    ),
  ms: z.number().describe('real time from the request to the reply or the end of the connection'),
  error: z
    .string()
    .optional()
    .describe('what happened, for a person, where the outcome alone does not say it'),
});

/** Calls to a radio over its own port. */
export function callRoutes(calls: RadioCalls): readonly NodeRoute[] {
  return [
    nodeRoute({
      method: 'POST',
      path: '/call',
      summary:
        'Call a method as a client of the radio does: over its HTTP port, through queue, blackout and faults; as admin where it asks for a login',
      body: callSchema,
      reply: resultSchema,
      errors: ['CONFLICT', 'TOO_MANY_CALLS'],
      handle: ({ node, body: { method, params = [], port }, disconnected }) =>
        calls.call(node, { method, params, port }, disconnected),
    }),
  ];
}
