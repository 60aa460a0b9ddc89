import type { WireError } from '../../core/errors.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import type { CommandEnd, NewExchange } from '../../journal/kept-exchange.js';
import type { Call } from '../../jsonrpc/envelope.js';
import { type ReplyFormat, batchText, replyError, replyText } from '../../jsonrpc/reply-format.js';
import type { BroadcastEntry } from './broadcast-entry.js';
import type { BroadcastRequest } from './broadcast-request.js';

/** Longest reply, characters; replies of nodes beyond it are left out. */
const maxReplyLength = 16_777_216;

/** A longer reply is joined in a turn of the event loop of its own, and sent in another, characters. */
const longReply = 65_536;

/** The replies of the nodes of one broadcast. */
export class BroadcastReplies {
  readonly #request: BroadcastRequest;
  readonly #format: ReplyFormat;
  /** Undefined while the journal is off. */
  readonly #entry: BroadcastEntry | undefined;
  /** Number of times that each node is named. */
  readonly #places = new Map<number, number>();
  readonly #texts = new Map<number, string>();
  #length = 0;

  constructor(request: BroadcastRequest, format: ReplyFormat, entry: BroadcastEntry | undefined) {
    this.#request = request;
    this.#format = format;
    this.#entry = entry;
    for (const id of request.nodeids) this.#places.set(id, (this.#places.get(id) ?? 0) + 1);
  }

  /** The calls, and the JSON of their batch. */
  get part(): { readonly bytes: Uint8Array; readonly calls: readonly Call[] } {
    const { batch: bytes, calls } = this.#request;
    return { bytes, calls };
  }

  /** True if the journal keeps them. */
  get areKept(): boolean {
    return this.#entry !== undefined;
  }

  /** Notes the faults that applied to the radio's own calls. */
  setFaults(faults: readonly string[]): void {
    if (this.#entry !== undefined) this.#entry.faults = faults;
  }

  /**
   * Adds the reply of a node; one that is too long with those before is left out.
   * @param exchange the same as the node's journal has it
   */
  add(id: number, text: string, exchange: NewExchange | undefined): void {
    const length = text.length * this.#placesOf(id);
    if (this.#length + length > maxReplyLength) {
      this.addError(id, { token: 'INTERNAL', detail: { reason: 'the reply is too long' } });
      return;
    }
    this.#length += length;
    const isBatch = text.startsWith('[');
    this.#texts.set(id, isBatch ? text : batchText([text], this.#format));
    if (this.#entry === undefined || exchange?.reply === undefined) return;
    const kept = exchange.reply;
    const shown = typeof kept === 'string' ? kept : Buffer.from(kept).toString();
    const ends = endsOf(exchange);
    this.#entry.add(id, {
      endOf: (command) => ends[command],
      text: isBatch ? shown : batchText([shown], this.#format),
    });
  }

  /** Puts an error in the place of each reply of a node. */
  addError(id: number, error: WireError): void {
    const sent = replyError(error);
    const replies = this.#request.ids.map((each) => replyText({ id: each, error: sent }, this.#format));
    const text = batchText(replies, this.#format);
    this.#length += text.length * this.#placesOf(id);
    this.#texts.set(id, text);
    const end: CommandEnd = { outcome: error.token, waitMs: 0, runMs: 0 };
    this.#entry?.add(id, { endOf: () => end, text });
  }

  /** An array for each node, in the order of the request; a long one with turns for others before and after it. */
  async text(): Promise<string> {
    const isLong = this.#length > longReply;
    if (isLong) await loopTurn();
    const text = this.#joined((id) => this.#texts.get(id) ?? '[]');
    if (isLong) await loopTurn();
    return text;
  }

  /**
   * Adds the broadcast to the journal.
   * @param own node ID of the radio
   * @param isCancelled true if the client disconnected first
   */
  async record(own: number, isCancelled: boolean): Promise<void> {
    const join = (textOf: (id: number) => string) => this.#joined(textOf);
    await this.#entry?.end({ own, all: this.#request.nodeids }, isCancelled ? undefined : join);
  }

  #placesOf(id: number): number {
    return this.#places.get(id) ?? 1;
  }

  #joined(textOf: (id: number) => string): string {
    return batchText(this.#request.nodeids.map(textOf), this.#format);
  }
}

/** The ends of the commands of an exchange. */
function endsOf({ commands }: NewExchange): readonly CommandEnd[] {
  return 'outcome' in commands ? [commands] : commands;
}
