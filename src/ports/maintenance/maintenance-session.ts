import type { Clock, Timer } from '../../core/time/clock.js';
import type { Delivery } from '../../faults/fault.js';
import type { Delays } from '../../faults/delays.js';
import type { RequestHandler } from '../../command-path/request-handler.js';
import type { Connection } from '../connection.js';
import type { EndReason } from '../end-reason.js';
import { Framing, substanceOf } from './framing.js';
import { endByFault, isPlain, piecesOf } from '../http/http-delivery.js';

/** Limits of one connection; times in real ms, 0 for no limit. */
export interface MaintenanceSessionLimits {
  /** A message, bytes without its newline. */
  readonly maxLineBytes: number;
  /** Until a message is complete. */
  readonly idleTimeout: number;
  /** Until the client has taken the reply. */
  readonly writeTimeout: number;
  /** Between our end of the connection and the client's. */
  readonly lingerTimeout: number;
}

/** What one connection is served with. */
export interface MaintenanceSessionOptions {
  readonly limits: MaintenanceSessionLimits;
  /** Stay open for more messages after a reply. */
  readonly persistent: boolean;
  readonly handler: RequestHandler;
  /** What a fault drags out. */
  readonly delays: Delays;
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
  /** Told of bytes that came after the one message of a connection. */
  readonly onDiscarded: (bytes: number) => void;
}

/** One connection of the maintenance port. */
export class MaintenanceSession {
  readonly #connection: Connection;
  readonly #options: MaintenanceSessionOptions;
  readonly #framing: Framing;
  #timer: Timer | undefined;
  /** Whether a message has not had its whole reply. */
  #serving = false;
  /** Whether the connection takes no more messages. */
  #ended = false;
  #stopping = false;

  constructor(connection: Connection, options: MaintenanceSessionOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#framing = new Framing(options.limits.maxLineBytes);
    const { socket } = connection;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('end', () => this.#onEnd());
    socket.once('close', () => this.#timer?.cancel());
    this.#limit(options.limits.idleTimeout, 'message-timeout');
  }

  /** Ends the connection with the reply that is under way. */
  stop(): void {
    this.#stopping = true;
    this.#ended ||= !this.#serving;
  }

  #onData(chunk: Buffer): void {
    if (this.#ended) {
      this.#discard(chunk);
      return;
    }
    this.#framing.push(chunk);
    if (!this.#serving) this.#next();
    else if (this.#framing.rest.length > this.#options.limits.maxLineBytes) this.#connection.socket.pause();
  }

  #onEnd(): void {
    if (this.#ended || this.#serving) return;
    const frame = this.#framing.end();
    if (frame?.kind === 'message') void this.#serve(frame.bytes);
    else this.#connection.socket.end();
  }

  #next(): void {
    const frame = this.#framing.next();
    if (frame === undefined) return;
    if (frame.kind === 'message') void this.#serve(frame.bytes);
    else {
      this.#connection.blame('line-too-long');
      this.#finish(this.#options.handler.tooLong(this.#options.limits.maxLineBytes));
    }
  }

  async #serve(bytes: Uint8Array): Promise<void> {
    const { handler, persistent, delays } = this.#options;
    const { origin, gone } = this.#connection;
    this.#timer?.cancel();
    this.#serving = true;
    this.#connection.requests.add({ complete: true, written: false });
    this.#connection.unwritten += 1;
    if (!persistent) this.#stopListening();
    const reply = await handler.handle(bytes, origin, gone);
    if (reply.kind === 'delivery' && reply.delivery.delayMs > 0)
      await delays.wait(reply.delivery.delayMs, gone);
    this.#connection.unwritten -= 1;
    // Who is gone already has a reason.
    if (reply.kind === 'cancelled') this.#connection.cut('client-reset');
    else if (!isPlain(reply.delivery)) void this.#sendFaulty(reply.delivery);
    else if (persistent && !this.#stopping && !gone.aborted) this.#reply(reply.delivery.text);
    else this.#finish(reply.delivery.text);
  }

  /** Sends a reply as faults have made it. */
  async #sendFaulty(delivery: Delivery): Promise<void> {
    const { text, cutAt, drip, copies, ending } = delivery;
    const { socket, gone } = this.#connection;
    if (ending === 'silence') {
      this.#ended = true;
      this.#connection.requests.clear();
      this.#limit(this.#options.limits.idleTimeout, 'fault');
      return;
    }
    const line = text === undefined ? '' : `${text}\n`.repeat(copies);
    let drips = drip !== undefined;
    for (const piece of piecesOf(Buffer.from(line).subarray(0, cutAt), drip?.bytes)) {
      socket.write(piece);
      if (drips && drip !== undefined) drips = await this.#options.delays.wait(drip.intervalMs, gone);
    }
    if (ending === 'close') this.#connection.blame('fault');
    if (ending === 'reset') endByFault(this.#connection, ending);
    else if (ending === 'close' || !this.#options.persistent) this.#finish(undefined);
    else this.#reply(undefined);
  }

  /** What comes from here on is discarded. */
  #stopListening(): void {
    this.#ended = true;
    this.#discard(this.#framing.rest);
  }

  #discard(bytes: Uint8Array): void {
    const count = substanceOf(bytes);
    if (count > 0) this.#options.onDiscarded(count);
  }

  /** Sends one line, if any, and goes on to the next message once the client has taken it. */
  #reply(text: string | undefined): void {
    const { socket } = this.#connection;
    const { writeTimeout, idleTimeout } = this.#options.limits;
    this.#limit(writeTimeout, 'write-timeout');
    socket.write(text === undefined ? '' : `${text}\n`, () => {
      this.#connection.requests.clear();
      this.#serving = false;
      if (this.#stopping || this.#connection.gone.aborted) {
        this.#connection.finish();
        return;
      }
      this.#limit(idleTimeout, 'message-timeout');
      socket.resume();
      this.#next();
      if (socket.readableEnded) this.#onEnd();
    });
  }

  /** Sends the last line, if any, and our end; the client has a moment to send its own. */
  #finish(text: string | undefined): void {
    const { socket } = this.#connection;
    const { writeTimeout, lingerTimeout } = this.#options.limits;
    this.#ended = true;
    this.#connection.isServed = true;
    this.#limit(writeTimeout, 'write-timeout');
    socket.end(text === undefined ? '' : `${text}\n`, () => {
      this.#connection.requests.clear();
      if (this.#stopping) this.#connection.finish();
      else this.#limit(lingerTimeout, 'linger');
    });
  }

  /** @param ms real ms; 0 for no limit */
  #limit(ms: number, reason: EndReason): void {
    this.#timer?.cancel();
    if (ms === 0 || this.#connection.socket.destroyed) return;
    this.#timer = this.#options.socketClock.setTimeout(() => this.#connection.cut(reason), ms);
  }
}
