import {
  type GivenReply,
  type ReplyElement,
  type ReplyFormat,
  batchText,
  replyElement,
  replyError,
  replyText,
} from '../jsonrpc/reply-format.js';
import type { Outcome } from '../radio/declaration.js';
import type { RequestId } from '../worker/job.js';

/** The text of all replies to a request; undefined if there are only notifications. */
export function repliesText(
  elements: readonly (ReplyElement | undefined)[],
  isBatch: boolean,
  format: ReplyFormat,
): string | undefined {
  if (!isBatch) {
    const [only] = elements;
    return only === undefined ? undefined : replyText(only, format);
  }
  const texts = elements.filter((element) => element !== undefined).map((each) => replyText(each, format));
  return texts.length > 0 ? batchText(texts, format) : undefined;
}

/** The reply to one command: that of a fault, or the outcome. */
export function elementFor(
  id: RequestId,
  byFault: GivenReply | undefined,
  outcome: Outcome | undefined,
): ReplyElement {
  if (byFault !== undefined)
    return 'result' in byFault ? { id, result: byFault.result } : { id, error: byFault };
  if (outcome !== undefined && outcome.kind !== 'cancelled') return replyElement(id, outcome);
  return { id, error: replyError({ token: 'INTERNAL' }) };
}

/** The reply to an invalid request. */
export function invalidElement(id: RequestId, reason: string, parseError = false): ReplyElement {
  return {
    id,
    error: replyError({ token: parseError ? 'Parse error' : 'Invalid Request', detail: { reason } }),
  };
}
