import type { Socket } from 'node:net';
import type { Clock, Timer } from '../core/time/clock.js';

/** Callbacks of a write deadline. */
interface WriteDeadlineOwner {
  /** True while there is output that the client has not taken. */
  readonly isBeingSent: () => boolean;
  /** Called when the client took nothing within the time. */
  readonly onLate: () => void;
}

/**
 * Limits the time in which a client takes nothing of its output. A reply that waits for the one before it is not being
 * sent yet and does not count.
 */
export class WriteDeadline {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #owner: WriteDeadlineOwner;
  #timer: Timer | undefined;
  #lastProgress = 0;

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
    this.#lastProgress = this.#progress();
    this.#timer = this.#clock.setTimeout(() => this.#check(), this.#ms);
  }

  #check(): void {
    this.#timer = undefined;
    if (this.#owner.isBeingSent() && this.#progress() === this.#lastProgress) this.#owner.onLate();
    else this.watch();
  }

  /** Bytes that the system has taken for the client. */
  #progress(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }
}
