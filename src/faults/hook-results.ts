import { z } from 'zod';
import type { GivenReply, ReplyElement } from '../jsonrpc/reply-format.js';
import type { ConnectionFate, Delivery } from '../ports/delivery.js';
import { type ReportDelivery, maxOvertaking } from './report-delivery.js';

const id = z.union([z.string(), z.number(), z.null()]);
const ms = z.number().min(0);
const size = z.int().min(1);

/** Maximum number of copies of one reply. */
const maxCopies = 1_000;

/** Most bytes behind a reply. */
const maxFiller = 16_777_216;

const replyError = z.object({
  code: z.int(),
  message: z.string(),
  data: z.unknown().optional(),
  sentAs: z.unknown().optional(),
});

const givenReply = z.union([replyError, z.object({ result: z.unknown() })]);

const maxHeaders = 10_000;

const header = z.tuple([
  z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/),
  z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/),
]);

const delivery = z.object({
  text: z.string().optional(),
  delayMs: ms,
  status: z.int().min(200).max(599).optional(),
  headers: z.array(header).max(maxHeaders).optional(),
  encoding: z.literal('latin1').optional(),
  isBare: z.literal(true).optional(),
  filler: z.object({ text: z.string().min(1), bytes: z.int().min(0).max(maxFiller) }).optional(),
  cutAt: z.int().min(0).optional(),
  drip: z.object({ bytes: size, intervalMs: ms }).optional(),
  chunkBytes: size.optional(),
  copies: z.int().min(1).max(maxCopies),
  ending: z.enum(['keep', 'close', 'reset', 'silence']),
});

const reportDelivery = z.object({
  copies: z.int().min(0).max(maxCopies),
  after: z.int().min(0).max(maxOvertaking),
});

const element = z.union([z.object({ id, error: replyError }), z.object({ id, result: z.unknown() })]);

/** Check of a hook's result. */
export type TypeGuard<T> = (value: unknown) => value is T;

/** True if the value is a valid reply of a fault: an error, or a result. */
export const isGivenReply: TypeGuard<GivenReply> = (value): value is GivenReply =>
  givenReply.validate(value) && isSerializable(value);

/** True if the value is a valid reply. */
export const isReplyElement: TypeGuard<ReplyElement> = (value): value is ReplyElement =>
  element.validate(value) && isSerializable(value);

/** True if the value is a valid delivery. */
export const isDelivery: TypeGuard<Delivery> = (value): value is Delivery => delivery.validate(value);

/** True if the value is a valid delivery of a datagram with reports. */
export const isReportDelivery: TypeGuard<ReportDelivery> = (value): value is ReportDelivery =>
  reportDelivery.validate(value);

/** True if the value is a valid fate of a connection. */
export const isConnectionFate: TypeGuard<ConnectionFate> = (value): value is ConnectionFate =>
  value === 'drop' || value === 'mute';

/** True if a value can be cloned and written as JSON: no functions, BigInts or cycles. */
function isSerializable(value: unknown): boolean {
  try {
    return JSON.stringify(structuredClone(value)) !== '';
  } catch {
    return false;
  }
}
