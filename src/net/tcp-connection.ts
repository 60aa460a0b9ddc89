import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock } from '../core/time/clock.js';
import { linger } from './linger.js';

/** A request that has begun to arrive and has not had its whole reply. */
export interface OpenRequest {
  /** True once all of it has arrived. */
  readonly complete: boolean;
}

/** An abort without a reason of ours would make an error with its stack. */
const disconnected = 'the client has disconnected';

/** Time in which the rest of a request comes that has begun, ms: meanwhile its connection is not idle. */
const beginningTime = 10_000;

const unknownAddress = 'unknown';

/**
 * One TCP connection. The raw socket is its identity and has its addresses, its byte counts and the RST; the protocol
 * reads and writes the stream: the raw socket itself or, under TLS, the TLS socket over it.
 */
export class TcpConnection<Request extends OpenRequest = OpenRequest> {
  readonly raw: Socket;
  readonly stream: Socket;
  /** Address of the peer, without its port. */
  readonly address: string;
  /** Address and port of the peer. */
  readonly peer: string;
  /** Requests that have not had their whole reply, in their order. */
  readonly requests = new Set<Request>();
  readonly #clock: Clock;
  readonly #disconnected = new AbortController();
  #isDisconnected = false;
  #isFinished = false;
  /** True once a TLS handshake is over. */
  #isSecure = false;
  /** Bytes that had arrived with the last complete request. */
  #bytesTaken = 0;
  /** True if some of these may be the beginning of another request. */
  #mayHoldMore = false;
  /** Real ms. */
  #restingSince: number;

  /** @param clock real time */
  constructor(raw: Socket, stream: Socket, clock: Clock) {
    this.raw = raw;
    this.stream = stream;
    this.#clock = clock;
    this.#restingSince = clock.now();
    this.address = raw.remoteAddress ?? unknownAddress;
    this.peer = `${this.address}:${raw.remotePort ?? 0}`;
    // Each request that waits listens, and a connection may have many.
    setMaxListeners(0, this.#disconnected.signal);
  }

  /** Aborts when the client has disconnected, or is being disconnected: what waits for its turn is cancelled. */
  get disconnected(): AbortSignal {
    return this.#disconnected.signal;
  }

  /** True once that signal has aborted; it costs less to ask. */
  get isDisconnected(): boolean {
    return this.#isDisconnected;
  }

  /** True where the peer is known. It is not where the client disconnected before the connection was accepted. */
  get hasPeer(): boolean {
    return this.address !== unknownAddress;
  }

  /** Number of complete requests that have not had their whole reply. */
  get pending(): number {
    let count = 0;
    for (const { complete } of this.requests) if (complete) count += 1;
    return count;
  }

  /** True while there is one: a client may have sent thousands, so that they are not counted for each. */
  get isPending(): boolean {
    for (const { complete } of this.requests) if (complete) return true;
    return false;
  }

  /** Bytes that arrived. */
  get bytesIn(): number {
    return this.raw.bytesRead;
  }

  /** Bytes that the protocol has read: those that arrived or, after a TLS handshake, what TLS made of them. */
  get bytesRead(): number {
    return this.#isSecure ? this.stream.bytesRead : this.raw.bytesRead;
  }

  /** The TLS handshake is over: no request has begun. */
  secured(): void {
    this.#isSecure = true;
    this.inputTaken();
    this.rest();
  }

  /**
   * Bytes that the system has taken for the client. Under TLS Node.js has the number of encrypted bytes only once the
   * connection is closed; until then it is that of the bytes that were encrypted.
   */
  get bytesOut(): number {
    const { raw, stream } = this;
    return Math.max(raw.bytesWritten - raw.writableLength, stream.bytesWritten - stream.writableLength, 0);
  }

  /** True once its orderly end has begun. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /**
   * Since when it is idle, real ms; undefined where a byte has come that no reply has answered, where something waits
   * to be delivered, and where its end has begun.
   */
  get idleSince(): number | undefined {
    const { raw, stream, requests } = this;
    const isIdle =
      requests.size === 0 &&
      this.bytesRead === this.#bytesTaken &&
      stream.writableLength === 0 &&
      !stream.writableEnded &&
      !stream.readableEnded &&
      !raw.destroyed;
    const isSure = !this.#mayHoldMore || this.#clock.now() - this.#restingSince >= beginningTime;
    return isIdle && isSure ? this.#restingSince : undefined;
  }

  /**
   * A request is complete. Bytes that arrive from here on are the beginning of another.
   * @param mayHoldMore true if such bytes may have come in one piece with it
   */
  inputTaken(mayHoldMore = false): void {
    this.#bytesTaken = this.bytesRead;
    this.#mayHoldMore = mayHoldMore;
  }

  /** Counts its idle time from now. */
  rest(): void {
    this.#restingSince = this.#clock.now();
  }

  /** Sends our FIN after what was written, so that the client gets to read it; further input is discarded. */
  finish(): void {
    if (this.#isFinished || this.raw.destroyed) return;
    this.#isFinished = true;
    linger(this.stream, this.#clock);
  }

  /** Closes it at once, without what was written and not sent. */
  close(): void {
    this.stream.destroy();
    this.raw.destroy();
  }

  /**
   * Ends it with a RST once what was written is with the system. Not to be called within the `secure` event of a TLS
   * socket: Node.js 20 crashes there. A client whose event loop is that of Node.js reports an end in place of the RST
   * where it has not read the session tickets yet that follow a TLS handshake.
   */
  closeWithRst(): void {
    const { raw, stream } = this;
    if (raw.destroyed) return;
    if (stream.writableEnded) {
      // The system resets no socket whose FIN is under way, and Node.js would then never close it.
      this.close();
    } else if (stream.writableLength > 0) {
      stream.write('', () => this.closeWithRst());
    } else {
      raw.resetAndDestroy();
      // At once, before a FIN of Node's own is under way.
      raw.destroy();
      stream.destroy();
    }
  }

  /** Cancels the requests that wait; a reply that is ready still gets out. */
  cancelRequests(): void {
    this.#isDisconnected = true;
    this.#disconnected.abort(disconnected);
  }
}
