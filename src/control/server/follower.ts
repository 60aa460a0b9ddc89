import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../core/time/clock.js';

/** Maximum size of unsent events, bytes; the buffers of the operating system are not included. */
const maxBacklog = 1_048_576;

/** Size of unsent events from which on a client is behind, bytes. */
const behindAt = 65_536;

/** Interval of heartbeats, real ms. */
const heartbeatInterval = 15_000;

/** Delay before a disconnected client reconnects, ms. */
const retryAfter = 2_000;

/** Content type of server-sent events. */
export const eventStreamType = 'text/event-stream';

/** A client of an event stream (server-sent events). A client that does not read is disconnected. */
export class Follower {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #onEnd: (wasForced: boolean) => void;
  #heartbeat: Timer;
  #hasEnded = false;

  /**
   * @param disconnected aborts when the client disconnects
   * @param onEnd called once, when the stream has ended; `wasForced`: the client did not read
   */
  constructor(
    response: ServerResponse,
    disconnected: AbortSignal,
    clock: Clock,
    onEnd: (wasForced: boolean) => void,
  ) {
    this.#response = response;
    this.#clock = clock;
    this.#onEnd = onEnd;
    disconnected.addEventListener('abort', () => this.#finish(false), { once: true });
    response.writeHead(200, { 'Content-Type': eventStreamType });
    response.write(`retry: ${retryAfter}\n\n`);
    this.#heartbeat = this.#nextHeartbeat();
  }

  /** True while much of what was sent before waits to be read. */
  get isBehind(): boolean {
    return this.#response.writableLength > behindAt;
  }

  /** Sends an event. `data`: its JSON, without line breaks. */
  send(name: string, data: string): void {
    this.#write(`event: ${name}\ndata: ${data}\n\n`);
  }

  /** Ends the stream; events written before are still sent. */
  end(): void {
    this.#finish(false);
    this.#response.end();
  }

  #nextHeartbeat(): Timer {
    return this.#clock.setTimeout(() => {
      this.#heartbeat = this.#nextHeartbeat();
      this.#write(': heartbeat\n\n');
    }, heartbeatInterval);
  }

  #write(text: string): void {
    if (this.#hasEnded) return;
    // The size is checked before writing: one long event does not mean that the client does not read.
    if (this.#response.writableLength <= maxBacklog) {
      this.#response.write(text);
      return;
    }
    this.#finish(true);
    this.#response.destroy();
  }

  #finish(wasForced: boolean): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#heartbeat.cancel();
    this.#onEnd(wasForced);
  }
}
