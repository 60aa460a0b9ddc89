import type { Socket } from 'node:net';
import type { Clock, Timer } from '../clock.js';

/**
 * Cuts a connection whose client takes nothing of what it is sent for too long. A reply that waits for the one
 * before it is not on its way yet and does not count.
 */
export class WriteDeadline {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #isBeingSent: () => boolean;
  #timer: Timer | undefined;
  #taken = 0;

  /**
   * @param ms real ms without progress; 0 for no deadline
   * @param isBeingSent whether there is something that the client has not taken
   */
  constructor(socket: Socket, clock: Clock, ms: number, isBeingSent: () => boolean) {
    this.#socket = socket;
    this.#isBeingSent = isBeingSent;
    this.#clock = clock;
    this.#ms = ms;
    socket.once('close', () => this.#timer?.cancel());
  }

  /** To be called after each write. */
  watch(): void {
    if (this.#timer !== undefined || this.#ms === 0 || !this.#isBeingSent()) return;
    this.#taken = this.#progress();
    this.#timer = this.#clock.setTimeout(() => this.#look(), this.#ms);
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#isBeingSent() && this.#progress() === this.#taken) this.#socket.destroy();
    else this.watch();
  }

  /** Bytes that have left for the client. */
  #progress(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }
}
