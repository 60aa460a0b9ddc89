import { isPromise } from '../core/realm.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import type { RequestFaults } from '../faults/request-faults.js';
import type { Secrets } from '../journal/secrets.js';
import type { ReplyPiece } from '../jsonrpc/reply-pieces.js';
import type { Delivery } from '../ports/delivery.js';
import type { CommandRecord } from '../worker/job.js';
import { type LongText, hasLongResult, longText, writtenText } from './long-reply.js';
import { repliesText } from './reply-text.js';
import { type Request, elementsOf } from './request.js';

/** The reply to a request as it is to be sent. */
export interface ReplyDelivery {
  readonly delivery: Delivery;
  /** Its text without the secrets that a search in it finds; undefined where none was made. */
  readonly searched: string | Uint8Array | undefined;
  /** The text before faults, where there are any. */
  readonly plain?: string | undefined;
}

/** Parts of a request handler that replies are made with. */
interface ReplyTools {
  readonly secrets: Secrets;
  /** Limit of long replies that are written at the same time. */
  readonly longReplies: TaskLimit;
}

/** A reply; a promise where it is so long that it takes several turns; undefined where its client has disconnected. */
type Made = ReplyDelivery | undefined | Promise<ReplyDelivery | undefined>;

/** Makes the reply to a request from the records of its commands. */
export function replyDelivery(
  request: Request,
  records: readonly CommandRecord[],
  tools: ReplyTools,
  signal: AbortSignal,
): Made {
  if (records.some(({ outcome }) => outcome.kind === 'cancelled')) return undefined;
  const { isBatch, terms, faults } = request;
  const elements = elementsOf(request, records);
  const deliver = (text: LongText) =>
    faults === undefined ? plainDelivery(text) : faultyDelivery(request, faults, text, tools, signal);
  // What a fault replies with may be long as well.
  if (faults?.hasDecided !== true && !hasLongResult(records))
    return deliver({ text: repliesText(elements, isBatch, terms.format), searched: undefined });
  const { secrets, longReplies } = tools;
  const written = longText(elements, isBatch, terms.format, secrets, longReplies, signal);
  if (!isPromise(written)) return deliver(written);
  return written.then((text) => (text === undefined ? undefined : deliver(text)));
}

function plainDelivery({ text, searched }: LongText): ReplyDelivery {
  return { delivery: { text, delayMs: 0, copies: 1, ending: 'keep' }, searched };
}

/** Has faults change how a text is sent; a long text that they replace it with is written in turns too. */
function faultyDelivery(
  { subjects }: Request,
  faults: RequestFaults,
  written: LongText,
  { secrets, longReplies }: ReplyTools,
  signal: AbortSignal,
): Made {
  const steps = faults.deliver(plainDelivery(written).delivery, subjects);
  const go = (latest: LongText, step = steps.next(latest.text ?? '')): Made => {
    if (step.done === true) {
      const delivery = step.value;
      const searched = delivery.text === latest.text ? latest.searched : undefined;
      return { delivery, searched, plain: written.text };
    }
    const replaced = writtenText(computedPieces(step.value), secrets, longReplies, signal);
    if (!isPromise(replaced)) return go(replaced);
    return replaced.then((text) => (text === undefined ? undefined : go(text)));
  };
  return go(written);
}

function* computedPieces(blocks: Iterable<string>): Generator<ReplyPiece> {
  for (const text of blocks) yield { text, isComputed: true };
}
