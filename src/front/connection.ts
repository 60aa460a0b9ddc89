import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../clock.js';
import type { Origin, PortName } from '../worker/job.js';
import { WriteDeadline } from './write-deadline.js';

/** A request that has begun to come in and has not had its whole reply. */
export interface OpenRequest {
  /** Whether all of it has come in. */
  readonly complete: boolean;
  /** Whether its reply has been written, though the client may not have taken it. */
  written: boolean;
}

/** Without a reason of ours, each abort would make an error with its stack. */
const gone = 'the client has gone away';

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
  /** Whether a fault keeps the connection from ever being answered. */
  isMute = false;
  /** What ends the connection once no complete request waits for its reply. */
  farewell: (() => void) | undefined;
  readonly writes: WriteDeadline;
  /** Ends a connection on which nothing happens. */
  idle: Timer | undefined;
  readonly #gone = new AbortController();

  constructor(socket: Socket, port: PortName, clock: Clock, writeTimeout: number) {
    this.socket = socket;
    this.writes = new WriteDeadline(socket, clock, writeTimeout, () => this.isBeingSent);
    this.address = socket.remoteAddress ?? 'unknown';
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

  /** Whether the client has not been given all that it is owed. */
  get isOwed(): boolean {
    return this.pending > 0 || this.socket.writableLength > 0;
  }

  /** Whether it is the client's turn: something is on its way that it has not taken. */
  get isBeingSent(): boolean {
    const [first] = this.requests;
    return first?.written === true || this.socket.writableLength > 0;
  }

  /** Cancels what waits for this connection; a reply that is ready still gets out. */
  leave(): void {
    this.#gone.abort(gone);
  }
}
