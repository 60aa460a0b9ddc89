import type { WireError } from '../../core/errors.js';
import type { Delays } from '../../core/time/delays.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { type ReplyFormat, batchText, replyError, replyText } from '../../jsonrpc/reply-format.js';
import type { Origin } from '../../ports/origin.js';
import type { SinkReply } from '../../ports/request-sink.js';
import type { NetworkView } from '../../radio/network-view.js';
import { type BroadcastRequest, parseBroadcast } from './broadcast-request.js';
import { pageError, pageReply } from './page-reply.js';
import type { Peer, Peers } from './peer.js';

/** Parts of one radio that its broadcasts use. */
export interface BroadcastOptions {
  /** Its node ID. */
  readonly nodeid: number;
  readonly self: Peer;
  /** The other radios. */
  readonly peers: Peers;
  /** The network as the radio sees it; undefined: it is alone. */
  readonly network: () => NetworkView | undefined;
  /** Delays of faults. */
  readonly delays: Delays;
  /** The error for each call while the radio is in blackout or offline. */
  readonly outageError: () => WireError | undefined;
  readonly format: () => ReplyFormat;
  /** Maximum number of calls for one node. */
  readonly maxBatch: () => number;
}

/** Longest reply, characters; replies of nodes beyond it are left out. */
const maxReplyLength = 16_777_216;

/** A body up to this size is parsed and given to the first node in one turn of the event loop, bytes. */
const maxPerTurn = 4_096;

/** Errors of nodes that can't be reached that are written in one turn. */
const errorsPerTurn = 64;

const cancelled: SinkReply = { kind: 'cancelled' };

/**
 * Gives the same calls to several radios, and collects their replies (interface.md A.3). It is no job of any worker, so
 * that none waits while it holds another: broadcasts that cross each other can't block.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;

  constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  /** Handles a request of the page. Never rejects. */
  handle(bytes: Uint8Array, origin: Origin, disconnected: AbortSignal): SinkReply | Promise<SinkReply> {
    const request = parseBroadcast(bytes, this.#options.maxBatch());
    if ('issue' in request) return pageError(request.issue);
    return this.#execute(request, origin, disconnected);
  }

  async #execute(
    request: BroadcastRequest,
    { port, peer, path }: Origin,
    disconnected: AbortSignal,
  ): Promise<SinkReply> {
    const outage = this.#options.outageError();
    // Found for all nodes before any of them changes its frequency.
    const targets = this.#targets(request, outage);
    // A login at this radio says nothing to another.
    const origin: Origin = { port, peer, ...(path === undefined ? {} : { path }) };
    const collected = new Collected(request, this.#options.format());
    const asked: Promise<void>[] = [];
    let isTurnOver = request.batch.length > maxPerTurn;
    let errors = 0;
    for (const [id, target] of targets) {
      if (isTurnOver) await loopTurn();
      if (disconnected.aborted) break;
      if ('error' in target) {
        collected.addError(id, target.error);
        errors += request.ids.length;
        isTurnOver = errors >= errorsPerTurn;
        if (isTurnOver) errors = 0;
      } else {
        asked.push(this.#ask(id, target, request, origin, disconnected, collected));
        isTurnOver = true;
      }
    }
    await Promise.all(asked);
    if (disconnected.aborted) return cancelled;
    return pageReply(collected.text(), 'json', outage !== undefined);
  }

  /** Each node once, with the radio that answers for it or the error that stands in its place. */
  #targets({ nodeids }: BroadcastRequest, outage: WireError | undefined): ReadonlyMap<number, Target> {
    const { nodeid: own, self, peers, network } = this.#options;
    const isLocal = nodeids.every((id) => id === own);
    const reachable = new Set(isLocal || outage !== undefined ? [] : network()?.reachable());
    const targets = new Map<number, Target>();
    for (const id of nodeids) {
      const peer = id === own ? self : reachable.has(id) ? peers(id) : undefined;
      targets.set(id, peer ?? { error: outage ?? unavailable(`node ${id} can't be reached`) });
    }
    return targets;
  }

  async #ask(
    id: number,
    { handler }: Peer,
    { batch }: BroadcastRequest,
    origin: Origin,
    disconnected: AbortSignal,
    collected: Collected,
  ): Promise<void> {
    const reply = await handler.handle(batch, origin, disconnected);
    if (reply.kind === 'cancelled') return;
    const { text, delayMs, cutAt, ending } = reply.delivery;
    if (delayMs > 0) await this.#options.delays.wait(delayMs, disconnected);
    const isWhole = cutAt === undefined && ending === 'keep';
    if (text === undefined || !isWhole) collected.addError(id, unavailable(`node ${id} did not reply`));
    else collected.add(id, text);
  }
}

type Target = Peer | { readonly error: WireError };

function unavailable(reason: string): WireError {
  return { token: 'UNAVAILABLE', detail: { reason } };
}

/** The replies of the nodes of one broadcast. */
class Collected {
  readonly #request: BroadcastRequest;
  readonly #format: ReplyFormat;
  /** Number of times that each node is named. */
  readonly #places = new Map<number, number>();
  readonly #texts = new Map<number, string>();
  #length = 0;

  constructor(request: BroadcastRequest, format: ReplyFormat) {
    this.#request = request;
    this.#format = format;
    for (const id of request.nodeids) this.#places.set(id, (this.#places.get(id) ?? 0) + 1);
  }

  /** Adds the reply of a node; one that is too long with those before is left out. */
  add(id: number, text: string): void {
    const length = text.length * (this.#places.get(id) ?? 1);
    if (this.#length + length > maxReplyLength) {
      this.addError(id, { token: 'INTERNAL', detail: { reason: 'the reply is too long' } });
      return;
    }
    this.#length += length;
    this.#texts.set(id, text.startsWith('[') ? text : batchText([text], this.#format));
  }

  /** Puts an error in the place of each reply of a node. */
  addError(id: number, error: WireError): void {
    const sent = replyError(error);
    const replies = this.#request.ids.map((each) => replyText({ id: each, error: sent }, this.#format));
    this.#texts.set(id, batchText(replies, this.#format));
  }

  /** An array for each node, in the order of the request. */
  text(): string {
    const { nodeids } = this.#request;
    return batchText(
      nodeids.map((id) => this.#texts.get(id) ?? '[]'),
      this.#format,
    );
  }
}
