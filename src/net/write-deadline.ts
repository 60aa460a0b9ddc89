import type { Socket } from 'node:net';
import type { Clock, Timer } from '../core/time/clock.js';

/** Of whom a write deadline asks, and whom it tells. */
export interface WriteDeadlineOwner {
  /** Whether there is something that the client has not taken. */
  readonly isBeingSent: () => boolean;
  /** Called when the client took nothing in time. */
  readonly onLate: () => void;
}

/**
 * Watches whether a client takes something of what it is sent. A reply that waits for the one before it is not on its
 * way yet and does not count.
 */
export class WriteDeadline {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #owner: WriteDeadlineOwner;
  #timer: Timer | undefined;
  #taken = 0;

  /** @param ms real ms without progress; 0 for no deadline */
  constructor(socket: Socket, clock: Clock, ms: number, owner: WriteDeadlineOwner) {
    this.#socket = socket;
    this.#owner = owner;
    this.#clock = clock;
    this.#ms = ms;
    socket.once('close', () => this.#timer?.cancel());
  }

  /** To be called after each write. */
  watch(): void {
    if (this.#timer !== undefined || this.#ms === 0 || this.#socket.destroyed) return;
    if (!this.#owner.isBeingSent()) return;
    this.#taken = this.#progress();
    this.#timer = this.#clock.setTimeout(() => this.#look(), this.#ms);
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#owner.isBeingSent() && this.#progress() === this.#taken) this.#owner.onLate();
    else this.watch();
  }

  /** Bytes that have left for the client. */
  #progress(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }
}
