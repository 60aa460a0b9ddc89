import { z } from 'zod';
import type { ReplyElement, ReplyError } from '../jsonrpc/reply-format.js';
import type { ConnectionFate, Delivery } from '../ports/delivery.js';

const id = z.union([z.string(), z.number(), z.null()]);
const ms = z.number().min(0);
const size = z.int().min(1);

/** Copies of one reply that a fault may ask for. */
const mostCopies = 1_000;

const replyError = z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() });

const delivery = z.object({
  text: z.string().optional(),
  delayMs: ms,
  cutAt: z.int().min(0).optional(),
  drip: z.object({ bytes: size, intervalMs: ms }).optional(),
  chunkBytes: size.optional(),
  copies: z.int().min(1).max(mostCopies),
  ending: z.enum(['keep', 'close', 'reset', 'silence']),
});

const element = z.union([z.object({ id, error: replyError }), z.object({ id, result: z.unknown() })]);

/** Says whether a hook gave back what it may. */
export type Judge<T> = (value: unknown) => value is T;

/** Whether this can stand in a reply as an error. */
export const isReplyError: Judge<ReplyError> = (value): value is ReplyError =>
  replyError.safeParse(value).success && isText(value);

/** Whether this can be a reply. */
export const isReplyElement: Judge<ReplyElement> = (value): value is ReplyElement =>
  element.safeParse(value).success && isText(value);

/** Whether a reply can be delivered in this way. */
export const isDelivery: Judge<Delivery> = (value): value is Delivery => delivery.safeParse(value).success;

/** Whether this can befall a connection. */
export const isConnectionFate: Judge<ConnectionFate> = (value): value is ConnectionFate =>
  value === 'drop' || value === 'mute';

/** Whether a value can be copied and written as JSON: a function can't, nor a BigInt or what is circular. */
function isText(value: unknown): boolean {
  try {
    return JSON.stringify(structuredClone(value)) !== '';
  } catch {
    return false;
  }
}
