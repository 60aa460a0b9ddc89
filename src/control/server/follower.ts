import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../core/time/clock.js';

/** What may wait for a follower before the next event, bytes, beside the system's own buffers. */
export const longestBacklog = 1_048_576;

/** How often something is sent where nothing happens, real ms. */
export const heartbeatInterval = 15_000;

/** When a follower that was cut should come again, ms. */
const retryAfter = 2_000;

/** One who follows events, by server-sent events; one that does not read is cut. */
export class Follower {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #onGone: (wasCut: boolean) => void;
  #heartbeat: Timer;
  #isOver = false;

  /**
   * @param gone aborts when the client has gone away
   * @param onGone called once, when nothing can be sent any more
   */
  constructor(response: ServerResponse, gone: AbortSignal, clock: Clock, onGone: (wasCut: boolean) => void) {
    this.#response = response;
    this.#clock = clock;
    this.#onGone = onGone;
    gone.addEventListener('abort', () => this.#leave(false), { once: true });
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`retry: ${retryAfter}\n\n`);
    this.#heartbeat = this.#nextHeartbeat();
  }

  /** Sends an event. `data`: its JSON, which has no line breaks. */
  send(name: string, data: string): void {
    this.#write(`event: ${name}\ndata: ${data}\n\n`);
  }

  /** Sends no more; what is on its way still gets out. */
  end(): void {
    this.#leave(false);
    this.#response.end();
  }

  #nextHeartbeat(): Timer {
    return this.#clock.setTimeout(() => {
      this.#heartbeat = this.#nextHeartbeat();
      this.#write(': heartbeat\n\n');
    }, heartbeatInterval);
  }

  #write(text: string): void {
    if (this.#isOver) return;
    // Looked at before: one long event is no sign that its reader does not read.
    if (this.#response.writableLength <= longestBacklog) {
      this.#response.write(text);
      return;
    }
    this.#leave(true);
    this.#response.destroy();
  }

  #leave(wasCut: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#heartbeat.cancel();
    this.#onGone(wasCut);
  }
}
