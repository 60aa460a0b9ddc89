import type { Writable } from 'node:stream';
import type { LogDestination, LogDestinationListener } from './log-destination.js';
import { retryAfter } from './log-destination.js';
import { LogRoom } from './log-room.js';

/**
 * A log on a stream that does not block: stderr as a pipe, a socket or a terminal. A line that the reader has room
 * for is with it at once; the others wait in the stream.
 */
export class LogStream implements LogDestination {
  readonly #stream: Writable;
  readonly #listener: LogDestinationListener;
  readonly #room = new LogRoom();
  #failure: Error | undefined;
  #failedAt = -Infinity;

  constructor(stream: Writable, listener: LogDestinationListener) {
    this.#stream = stream;
    this.#listener = listener;
    stream.on('error', (fault) => this.#fail(fault));
  }

  get lost(): number {
    return this.#room.lost;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  write(line: string): void {
    if (this.#failure !== undefined && performance.now() - this.#failedAt < retryAfter) {
      this.#room.lose(1);
      return;
    }
    if (!this.#room.takes(this.#stream.writableLength)) return;
    this.#tellLost();
    this.#stream.write(line, (fault) => {
      if (fault) this.#room.lose(1);
      else this.#failure = undefined;
    });
  }

  reopen(): void {
    this.#failedAt = -Infinity;
  }

  end(ms: number): Promise<boolean> {
    this.#tellLost();
    if (this.#failure !== undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#stream.write('', (fault) => {
        clearTimeout(timer);
        resolve(!fault);
      });
    });
  }

  flushSync(): void {
    // What waits does so because the reader has no room.
  }

  #tellLost(): void {
    const lost = this.#room.untold();
    if (lost > 0) this.#listener.onLost(lost);
  }

  #fail(fault: Error): void {
    const isNew = this.#failure === undefined;
    this.#failure = fault;
    this.#failedAt = performance.now();
    if (isNew) this.#listener.onFailure(fault);
  }
}
