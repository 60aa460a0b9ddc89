import type { WireError } from '../../core/errors.js';
import type { Delays } from '../../core/time/delays.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import type { RequestCounter } from '../../command-path/request-counter.js';
import type { Login } from '../../login/login.js';
import type { ChaosCase } from '../../journal/exchange.js';
import type { ReplyFormat } from '../../jsonrpc/reply-format.js';
import type { Origin } from '../../ports/origin.js';
import type { SinkReply } from '../../ports/request-sink.js';
import type { NetworkView } from '../../radio/network-view.js';
import { BroadcastEntry, type BroadcastJournal } from './broadcast-entry.js';
import { type BroadcastRequest, parseBroadcast } from './broadcast-request.js';
import type { PageIssue } from './page-fields.js';
import { BroadcastReplies } from './broadcast-replies.js';
import { pageError, pageReply } from './page-reply.js';
import type { Peer, Peers } from './peer.js';

/** Parts of one radio that its broadcasts use. */
export interface BroadcastOptions {
  /** Its node ID. */
  readonly nodeid: number;
  readonly self: Peer;
  /** Where broadcasts are recorded. */
  readonly recorded: BroadcastJournal;
  /** Undefined while login is off. */
  readonly login: Pick<Login, 'isOn'> | undefined;
  /** Counts them. */
  readonly requestCounter: RequestCounter;
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

/** A body up to this size is parsed and given to the first node in one turn of the event loop, bytes. */
const maxPerTurn = 4_096;

/** Errors of nodes that can't be reached that are written in one turn. */
const errorsPerTurn = 64;

/** Reply to any user but one (interface.md A.5). */
const noAdmin: PageIssue = { issue: 'Must be admin user.' };

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

  /**
   * Handles a request of the page. Never rejects.
   * @param chaos the case that bends its reply
   */
  handle(
    bytes: Uint8Array,
    origin: Origin,
    disconnected: AbortSignal,
    chaos?: ChaosCase,
  ): SinkReply | Promise<SinkReply> {
    const { maxBatch, recorded, requestCounter, nodeid } = this.#options;
    const request = this.#isAllowed(origin) ? parseBroadcast(bytes, maxBatch()) : noAdmin;
    const entry = BroadcastEntry.begin(bytes, origin, request, recorded);
    if (entry !== undefined && chaos !== undefined) entry.chaos = { case: chaos.case, bend: chaos.bend };
    // Where it names the radio itself, it counts as the request that its own calls are.
    if ('issue' in request || !request.nodeids.includes(nodeid)) requestCounter.add();
    if ('issue' in request) return this.#refuse(request.issue, entry);
    return this.#execute(request, entry, origin, disconnected);
  }

  /** During an outage no node gets a call, whoever sends it. */
  #isAllowed({ session }: Origin): boolean {
    const { login, outageError } = this.#options;
    return login?.isOn !== true || session?.user === 'admin' || outageError() !== undefined;
  }

  async #refuse(issue: string, entry: BroadcastEntry | undefined): Promise<SinkReply> {
    const { nodeid: own } = this.#options;
    const reply = pageError(issue);
    const text = reply.kind === 'delivery' ? reply.delivery.text : undefined;
    entry?.add(own, { endOf: () => undefined, text: text ?? '' });
    await entry?.end({ own, all: [own] }, (textOf) => textOf(own));
    return reply;
  }

  async #execute(
    request: BroadcastRequest,
    entry: BroadcastEntry | undefined,
    { port, peer, path, session }: Origin,
    disconnected: AbortSignal,
  ): Promise<SinkReply> {
    const outage = this.#options.outageError();
    // Found for all nodes before any of them changes its frequency.
    const targets = this.#targets(request, outage);
    const origin: Origin = {
      port,
      peer,
      ...(path === undefined ? {} : { path }),
      // Between radios a key of the network stands for the login (interface.md H.4).
      ...(session === undefined ? {} : { session: { user: session.user } }),
    };
    const replies = new BroadcastReplies(request, this.#options.format(), entry);
    const asked: Promise<void>[] = [];
    let isTurnOver = request.batch.length > maxPerTurn;
    let errors = 0;
    for (const [id, target] of targets) {
      if (isTurnOver) await loopTurn();
      if (disconnected.aborted) break;
      if ('error' in target) {
        replies.addError(id, target.error);
        errors += request.ids.length;
        isTurnOver = errors >= errorsPerTurn;
        if (isTurnOver) errors = 0;
      } else {
        asked.push(this.#ask(id, target, replies, origin, disconnected));
        isTurnOver = true;
      }
    }
    await Promise.all(asked);
    const isCancelled = disconnected.aborted;
    await replies.record(this.#options.nodeid, isCancelled);
    if (isCancelled) return cancelled;
    const text = await replies.text();
    return pageReply(text, 'json', outage !== undefined);
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
    replies: BroadcastReplies,
    origin: Origin,
    disconnected: AbortSignal,
  ): Promise<void> {
    // The radio's own calls are in its journal as those of the broadcast.
    const isOwn = id === this.#options.nodeid;
    const part = await handler.handlePart(replies.part, origin, disconnected, {
      isRecorded: !isOwn,
      isKept: replies.areKept,
    });
    if (isOwn) replies.setFaults(part.exchange?.faults ?? []);
    const { reply } = part;
    if (reply.kind === 'cancelled') return;
    const { text, delayMs, cutAt, ending } = reply.delivery;
    if (delayMs > 0) await this.#options.delays.wait(delayMs, disconnected);
    const isWhole = cutAt === undefined && ending === 'keep';
    if (text === undefined || !isWhole) replies.addError(id, unavailable(`node ${id} did not reply`));
    else replies.add(id, text, part.exchange);
  }
}

type Target = Peer | { readonly error: WireError };

function unavailable(reason: string): WireError {
  return { token: 'UNAVAILABLE', detail: { reason } };
}
