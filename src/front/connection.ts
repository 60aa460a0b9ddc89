import type { Socket } from 'node:net';
import type { Origin, PortName } from '../worker/job.js';

/** What a port knows of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly origin: Origin;
  /** Address of the peer, without its port. */
  readonly address: string;
  /** Requests that are complete and whose reply has not been taken by the client's side yet. */
  pending = 0;
  /** Of these, the ones whose reply has not been written yet. */
  unwritten = 0;
  /** Whether a fault keeps the connection from ever being answered. */
  isMute = false;
  /** What ends the connection once no request is pending. */
  farewell: (() => void) | undefined;
  readonly #gone = new AbortController();

  constructor(socket: Socket, port: PortName) {
    this.socket = socket;
    this.address = socket.remoteAddress ?? 'unknown';
    this.origin = { port, peer: `${this.address}:${socket.remotePort ?? 0}` };
  }

  /** Aborts when the client has gone away, or has been sent away: what waits for it is cancelled. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Cancels what waits for this connection; a reply that is ready still gets out. */
  leave(): void {
    this.#gone.abort();
  }
}
