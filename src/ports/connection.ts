import type { Socket } from 'node:net';
import type { Clock } from '../core/time/clock.js';
import { IdleDeadline } from '../net/idle-deadline.js';
import { type OpenRequest, TcpConnection } from '../net/tcp-connection.js';
import { TurnShare } from '../net/turn-share.js';
import { WriteDeadline } from '../net/write-deadline.js';
import type { EndReason } from './end-reason.js';

/** A request on a connection of a port. */
export interface PortRequest extends OpenRequest {
  /** True once its reply has been written, though the client may not have taken it. */
  written: boolean;
  /** Called when the requests before it have had their whole replies, if it waits for that. */
  onTurn?: (() => void) | undefined;
}

/** One connection of a port, with the reason of its end. */
export class Connection extends TcpConnection<PortRequest> {
  /** Number of complete requests whose reply has not been written yet. */
  unwritten = 0;
  /** Size of its complete requests, as clients usually write them. */
  countedBytes = 0;
  /** Bytes held in memory for its requests: bodies that wait, and replies that the client has not taken. */
  heldBytes = 0;
  /** The request that began last, as long as it may not be complete. */
  latest: PortRequest | undefined;
  /** True where a fault keeps every request from having a reply. */
  neverReplies = false;
  /** Ends the connection; to be called once no complete request waits for its reply. */
  afterLastReply: (() => void) | undefined;
  readonly writes: WriteDeadline;
  /** Its share in each turn of the event loop; nothing is read while requests wait for theirs. */
  readonly turns = new TurnShare(
    () => this.#stopReading(),
    () => {
      if (!this.neverReplies) this.stream.resume();
    },
  );
  /** Closes the connection when nothing happens on it. */
  readonly idle: IdleDeadline;
  /** True once it was closed as agreed, after its reply. */
  isServed = false;
  /** Why the simulator ends it: the first reason counts. */
  #reason: EndReason | undefined;
  #hasFailed = false;

  /**
   * @param stream what the protocol reads and writes: the raw socket, or the TLS socket over it
   * @param clock real time
   * @param writeTimeout without progress in taking output, real ms
   */
  constructor(raw: Socket, stream: Socket, clock: Clock, writeTimeout: number) {
    super(raw, stream, clock);
    this.idle = new IdleDeadline(clock, () => this.destroy(this.neverReplies ? 'fault' : 'idle-timeout'));
    this.writes = new WriteDeadline(stream, clock, writeTimeout, {
      isBeingSent: () => this.isBeingSent,
      onLate: () => this.destroy('write-timeout'),
    });
    const onError = () => {
      this.#hasFailed = true;
    };
    for (const socket of new Set([raw, stream])) socket.on('error', onError);
  }

  /**
   * Keeps reading stopped while requests wait for their turns, whoever resumes it: Node's HTTP server does so for each
   * body that is incomplete. To be called once the protocol listens to the stream: the last listener counts.
   */
  stayPausedWhileWaiting(): void {
    this.stream.on('resume', () => {
      if (this.turns.isWaiting) this.#stopReading();
    });
  }

  /** True while a reply is to come, or some output has not been sent. */
  get hasUndeliveredOutput(): boolean {
    return this.isPending || this.stream.writableLength > 0;
  }

  /** True while there is output that the client has not taken. */
  get isBeingSent(): boolean {
    const [first] = this.requests;
    return first?.written === true || this.stream.writableLength > 0;
  }

  /** True once it was closed as agreed and all output was sent: what happens afterwards is not the reason of its end. */
  get isDelivered(): boolean {
    return this.isServed && this.stream.writableFinished;
  }

  /** The reason of its end; to be read once it is closed. */
  get endReason(): EndReason {
    if (this.#reason !== undefined) return this.#reason;
    if (this.#hasFailed && !this.isDelivered) return 'client-reset';
    return this.isServed || !this.stream.readableEnded ? 'served' : 'client';
  }

  /** Sets why the simulator is about to end it, unless a reason is set already. */
  setEndReason(reason: EndReason): void {
    if (!this.isDelivered) this.#reason ??= reason;
  }

  /** True once its end has begun, or is to begin after the replies that are due. */
  get isEnding(): boolean {
    return this.isFinished || this.afterLastReply !== undefined;
  }

  /** A client that a fault leaves without a reply waits for one. */
  override get idleSince(): number | undefined {
    const waits = this.neverReplies && this.bytesIn > 0;
    return waits || this.afterLastReply !== undefined ? undefined : super.idleSince;
  }

  override finish(): void {
    if (this.isFinished || this.raw.destroyed) return;
    if (!this.stream.readableEnded) this.isServed = true;
    super.finish();
  }

  /** Closes it at once. */
  destroy(reason: EndReason): void {
    this.#reason ??= reason;
    this.close();
  }

  /** Ends it with a RST once what was written is with the system. */
  reset(reason: EndReason): void {
    this.setEndReason(reason);
    this.closeWithRst();
  }

  #stopReading(): void {
    this.stream.pause();
    // A resume that is under way would begin to read again, and a second pause alone would not stop that.
    this.stream.emit('pause');
  }
}
