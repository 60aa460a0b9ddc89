import { loopTurn } from '../core/time/loop-turn.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import type { Secrets } from '../journal/secrets.js';
import type { ReplyElement, ReplyFormat } from '../jsonrpc/reply-format.js';
import { type ReplyPiece, batchPieces, replyPieces } from '../jsonrpc/reply-pieces.js';
import type { CommandRecord } from '../worker/job.js';

/** Lists with fewer elements are written at once: most results have one to four. */
const shortList = 16;

/** Characters that are written in one turn of the event loop. */
const perTurn = 131_072;

/** The text of a long reply. */
export interface LongText {
  /** Undefined if there are only notifications. */
  readonly text: string | undefined;
  /** The same without secrets, which were looked for piece by piece; undefined where they have to be looked for. */
  readonly searched: string | Uint8Array | undefined;
}

/** True if a result is so long a list that the text of the reply may take several turns of the event loop. */
export function hasLongResult(records: readonly CommandRecord[]): boolean {
  for (const { outcome } of records)
    if (outcome.kind === 'result' && Array.isArray(outcome.result) && outcome.result.length >= shortList)
      return true;
  return false;
}

/**
 * The text of all replies to a request; in turns of the event loop where it is long, so that others are served between
 * them. Undefined if the client has disconnected meanwhile.
 * @param limit of long texts that are written at the same time: each would take a part of each turn, and memory
 */
export function longText(
  elements: readonly (ReplyElement | undefined)[],
  isBatch: boolean,
  format: ReplyFormat,
  secrets: Secrets,
  limit: TaskLimit,
  signal: AbortSignal,
): LongText | Promise<LongText | undefined> {
  const replies = elements.filter((element) => element !== undefined);
  const [only] = replies;
  if (only === undefined) return { text: undefined, searched: undefined };
  const pieces = isBatch ? batchPieces(replies, format) : replyPieces(only, format);
  return writtenText(pieces, secrets, limit, signal);
}

/** The text of all pieces; otherwise as {@link longText}. */
export function writtenText(
  pieces: Iterator<ReplyPiece>,
  secrets: Secrets,
  limit: TaskLimit,
  signal: AbortSignal,
): LongText | Promise<LongText | undefined> {
  const writing = new Writing(pieces, secrets);
  if (writing.writeTurn()) return writing.end();
  return limit.run(async () => {
    do {
      await loopTurn();
      if (signal.aborted) return undefined;
    } while (!writing.writeTurn());
    return writing.end();
  });
}

/** A text that is written and searched turn by turn. */
class Writing {
  readonly #pieces: Iterator<ReplyPiece>;
  readonly #secrets: Secrets;
  #text = '';
  /** Written by users, and not searched yet. */
  #unsearched = '';
  readonly #searched: (string | Uint8Array)[] = [];
  #isClean = true;
  #hasComputed = false;

  constructor(pieces: Iterator<ReplyPiece>, secrets: Secrets) {
    this.#pieces = pieces;
    this.#secrets = secrets;
  }

  /** Writes as much as one turn takes; returns whether that was all. */
  writeTurn(): boolean {
    const until = this.#text.length + perTurn;
    while (this.#text.length < until) {
      const next = this.#pieces.next();
      if (next.done === true) return true;
      const { value } = next;
      this.#text += value.text;
      if (value.isComputed) {
        this.#search();
        this.#searched.push(value.text);
        this.#hasComputed = true;
      } else {
        this.#unsearched += value.text;
      }
    }
    this.#search();
    return false;
  }

  end(): LongText {
    const text = this.#text;
    // A block of PEM may have been cut; without computed pieces all can be searched at once.
    if (!this.#hasComputed && (text.length <= perTurn || text.includes('-----BEGIN ')))
      return { text, searched: undefined };
    this.#search();
    if (this.#isClean) return { text, searched: text };
    return { text, searched: Buffer.concat(this.#searched.map((piece) => Buffer.from(piece))) };
  }

  #search(): void {
    const text = this.#unsearched;
    this.#unsearched = '';
    if (text === '') return;
    const isClean = this.#secrets.isClean(text);
    this.#searched.push(isClean ? text : this.#secrets.maskBytes(Buffer.from(text)));
    if (!isClean) this.#isClean = false;
  }
}
