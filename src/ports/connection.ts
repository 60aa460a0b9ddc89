import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../core/time/clock.js';
import { linger } from '../net/linger.js';
import type { Origin, PortName } from '../worker/job.js';
import type { EndReason } from './end-reason.js';
import { WriteDeadline } from '../net/write-deadline.js';

/** A request that has begun to come in and has not had its whole reply. */
export interface OpenRequest {
  /** Whether all of it has come in. */
  readonly complete: boolean;
  /** Whether its reply has been written, though the client may not have taken it. */
  written: boolean;
  /** Told when those before it have had their whole replies, if it waits for that. */
  onTurn?: (() => void) | undefined;
}

/** Without a reason of ours, each abort would make an error with its stack. */
const gone = 'the client has gone away';

const unknown = 'unknown';

/** What a port knows of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly origin: Origin;
  /** Address of the peer, without its port. */
  readonly address: string;
  /** Requests that have begun to come in and have not had their whole reply, in their order. */
  readonly requests = new Set<OpenRequest>();
  /** Complete requests whose reply has not been written yet. */
  unwritten = 0;
  /** Bytes that are held for its requests: bodies that wait, and replies that the client has not taken. */
  held = 0;
  /** The request that began to come in last, as long as it may not be complete. */
  latest: OpenRequest | undefined;
  /** Whether a fault keeps the connection from ever being answered. */
  isMute = false;
  /** What ends the connection once no complete request waits for its reply. */
  farewell: (() => void) | undefined;
  readonly writes: WriteDeadline;
  /** Ends a connection on which nothing happens. */
  idle: Timer | undefined;
  /** Whether it has been closed as agreed, once its reply was there. */
  isServed = false;
  readonly #clock: Clock;
  readonly #gone = new AbortController();
  /** Why the simulator ends it: the first reason counts. */
  #reason: EndReason | undefined;
  #hasFailed = false;
  #isFinished = false;

  constructor(socket: Socket, port: PortName, clock: Clock, writeTimeout: number) {
    this.socket = socket;
    this.#clock = clock;
    this.writes = new WriteDeadline(socket, clock, writeTimeout, {
      isBeingSent: () => this.isBeingSent,
      onLate: () => this.cut('write-timeout'),
    });
    socket.on('error', () => {
      this.#hasFailed = true;
    });
    this.address = socket.remoteAddress ?? unknown;
    this.origin = { port, peer: `${this.address}:${socket.remotePort ?? 0}` };
    // Each request that waits listens, and a connection may have many.
    setMaxListeners(0, this.#gone.signal);
  }

  /** Aborts when the client has gone away, or has been sent away: what waits for it is cancelled. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Complete requests that have not had their whole reply. */
  get pending(): number {
    let count = 0;
    for (const { complete } of this.requests) if (complete) count += 1;
    return count;
  }

  /** Bytes that have left for the client. */
  get bytesOut(): number {
    return Math.max(0, this.socket.bytesWritten - this.socket.writableLength);
  }

  /** Whether the client has not been given all that it is owed. */
  get isOwed(): boolean {
    return this.pending > 0 || this.socket.writableLength > 0;
  }

  /** Whether it is the client's turn: something is on its way that it has not taken. */
  get isBeingSent(): boolean {
    const [first] = this.requests;
    return first?.written === true || this.socket.writableLength > 0;
  }

  /** Whether it was closed as agreed and all of that is on its way: what happens to it then is not why it has ended. */
  get isOver(): boolean {
    return this.isServed && this.socket.writableFinished;
  }

  /** Whether it is known who it is from; it is not where it was gone before it was here. */
  get isKnown(): boolean {
    return this.address !== unknown;
  }

  /** Why it has ended; to be asked once it is closed. */
  get endReason(): EndReason {
    if (this.#reason !== undefined) return this.#reason;
    if (this.#hasFailed && !this.isOver) return 'client-reset';
    return this.isServed || !this.socket.readableEnded ? 'served' : 'client';
  }

  /** Says why the simulator is about to end it. */
  blame(reason: EndReason): void {
    if (!this.isOver) this.#reason ??= reason;
  }

  /** Whether it is ended already, or about to be. */
  get isDismissed(): boolean {
    return this.#isFinished || this.farewell !== undefined;
  }

  /** Ends it once what was written is on its way, so that the client gets to read it; nothing more is taken in. */
  finish(): void {
    const { socket } = this;
    if (this.#isFinished || socket.destroyed) return;
    this.#isFinished = true;
    if (!socket.readableEnded) this.isServed = true;
    linger(socket, this.#clock);
  }

  /** Destroys it, for a reason. */
  cut(reason: EndReason): void {
    this.#reason ??= reason;
    this.socket.destroy();
  }

  /** Ends it with a RST, for a reason, once what was written is on its way. */
  reset(reason: EndReason): void {
    const { socket } = this;
    this.blame(reason);
    if (socket.destroyed) return;
    if (socket.writableEnded) {
      // The system resets no socket whose end is under way, and Node.js would then never close it.
      socket.destroy();
    } else if (socket.writableLength > 0) {
      socket.write('', () => this.reset(reason));
    } else {
      socket.resetAndDestroy();
      // At once, before an end of its own is under way.
      socket.destroy();
    }
  }

  /** Cancels what waits for this connection; a reply that is ready still gets out. */
  leave(): void {
    this.#gone.abort(gone);
  }
}
