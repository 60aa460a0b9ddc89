import type { Writable } from 'node:stream';
import type { LogDestination, LogDestinationListener } from './log-destination.js';
import { retryAfter } from './log-destination.js';
import { LogCapacity } from './log-capacity.js';

/**
 * A log on a stream that does not block: stderr as a pipe, a socket or a terminal. A line is written immediately if
 * the stream has space, else it waits in the stream's buffer.
 */
export class LogStream implements LogDestination {
  readonly #stream: Writable;
  readonly #listener: LogDestinationListener;
  readonly #capacity = new LogCapacity();
  #failure: Error | undefined;
  #failedAt = -Infinity;

  constructor(stream: Writable, listener: LogDestinationListener) {
    this.#stream = stream;
    this.#listener = listener;
    stream.on('error', (error) => this.#fail(error));
  }

  get lost(): number {
    return this.#capacity.lost;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  write(line: string): void {
    if (this.#failure !== undefined && performance.now() - this.#failedAt < retryAfter) {
      this.#capacity.lose(1);
      return;
    }
    if (!this.#capacity.accepts(this.#stream.writableLength)) return;
    this.#reportLost();
    this.#stream.write(line, (error) => {
      if (error) this.#capacity.lose(1);
      else this.#failure = undefined;
    });
  }

  reopen(): void {
    this.#failedAt = -Infinity;
  }

  end(ms: number): Promise<boolean> {
    this.#reportLost();
    if (this.#failure !== undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#stream.write('', (error) => {
        clearTimeout(timer);
        resolve(!error);
      });
    });
  }

  flushSync(): void {
    // Lines wait only while the reader does not read: writing them would block.
  }

  #reportLost(): void {
    const lost = this.#capacity.takeUnreported();
    if (lost > 0) this.#listener.onLost(lost);
  }

  #fail(error: Error): void {
    const isNew = this.#failure === undefined;
    this.#failure = error;
    this.#failedAt = performance.now();
    if (isNew) this.#listener.onFailure(error);
  }
}
