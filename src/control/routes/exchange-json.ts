import { z } from 'zod';
import { type ExchangeRecord, recordedPages } from '../../journal/exchange.js';
import { apiPortNames } from '../../ports/registry.js';

/** Schema of an exchange as JSON. */
export const exchangeSchema = z.strictObject({
  node: z.string().describe('ID of the node'),
  n: z.int().describe('number since the start or the last reset, from 1'),
  at: z.number().describe("time at which the reply was ready, ms of the simulator's clock"),
  port: z.enum(apiPortNames),
  page: z.enum(recordedPages).optional().describe('the page that the request was for; absent for the API'),
  peer: z.string(),
  request: z.string().describe('as text; if it is not UTF-8, the bytes are in requestBase64'),
  requestBase64: z.string().optional(),
  reply: z.string().nullable().describe('as text, or null if there is none'),
  replyBase64: z.string().optional(),
  ending: z.enum(['reply', 'none', 'cancelled', 'close', 'reset', 'silence']),
  commands: z.array(
    z.strictObject({
      id: z.union([z.string(), z.number(), z.null()]).optional().describe('absent for a notification'),
      method: z.string(),
      params: z.array(z.unknown()),
      outcome: z.string(),
      waitMs: z.number(),
      runMs: z.number(),
    }),
  ),
  faults: z.array(z.string()).describe('names of the applied faults'),
  chaos: z
    .strictObject({ case: z.string(), bend: z.string() })
    .optional()
    .describe('the case of chaos that bent it, and its bend'),
});

/** An exchange as JSON. */
export type ExchangeJson = z.input<typeof exchangeSchema>;

/**
 * Converts an exchange to JSON.
 * @param parts texts in place of its own
 */
export function exchangeJson(
  exchange: ExchangeRecord,
  { request, reply, commands }: Pick<ExchangeRecord, 'request' | 'reply' | 'commands'> = exchange,
): ExchangeJson {
  const { node, n, at, port, page, peer, ending, faults, chaos } = exchange;
  const received = textOf(request);
  const sent = reply === undefined ? { text: null } : textOf(reply);
  return {
    node,
    n,
    at,
    port,
    ...(page === undefined ? {} : { page }),
    peer,
    ending,
    request: received.text,
    ...('base64' in received ? { requestBase64: received.base64 } : {}),
    reply: sent.text,
    ...('base64' in sent ? { replyBase64: sent.base64 } : {}),
    commands: commands.map(({ params, ...command }) => ({ ...command, params: [...params] })),
    faults: [...faults],
    ...(chaos === undefined ? {} : { chaos }),
  };
}

/** Bytes as text, and also as base64 if they are not valid UTF-8. */
function textOf(bytes: Uint8Array): { readonly text: string; readonly base64?: string } {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return Buffer.from(text, 'utf8').equals(buffer) ? { text } : { text, base64: buffer.toString('base64') };
}
