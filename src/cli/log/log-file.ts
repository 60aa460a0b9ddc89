import { close, constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { type LogDestination, type LogDestinationListener, retryAfter } from './log-destination.js';
import { LogCapacity } from './log-capacity.js';

/** Maximum bytes of one write, unless a single line is longer. */
const maxBatchBytes = 65_536;

/** Without O_NONBLOCK, opening a named pipe would wait for its reader. */
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;

/** Readable by the owner and the group. */
const mode = 0o640;

/** Location of a log file: a path, or a descriptor that this class does not close. */
type LogPlace = { readonly path: string } | { readonly fd: number };

/**
 * A log in a file, written asynchronously. Each line is complete in one file: a line that a full disk has cut is
 * finished in the same file, or written again as a whole to the next. While the file can't be written, lines wait up
 * to the capacity.
 */
export class LogFile implements LogDestination {
  readonly #place: LogPlace;
  readonly #listener: LogDestinationListener;
  readonly #capacity = new LogCapacity();
  #fd: number;
  #lines: Buffer[] = [];
  #waiting = 0;
  /** Lines at the front of the queue that are being written. */
  #inFlight = 0;
  /** Bytes of the first line that are already in the file. */
  #written = 0;
  #isWriting = false;
  #mustReopen = false;
  #failure: Error | undefined;
  #writeFailedAt = -Infinity;
  #openFailedAt = -Infinity;
  #onIdle: (() => void) | undefined;

  /** Throws the system error if the file can't be opened. */
  constructor(place: LogPlace, listener: LogDestinationListener) {
    this.#place = place;
    this.#listener = listener;
    this.#fd = 'fd' in place ? place.fd : openSync(place.path, flags, mode);
  }

  get lost(): number {
    return this.#capacity.lost;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  write(line: string): void {
    if (!this.#capacity.accepts(this.#waiting)) {
      // Also retries after a failure, when no line is accepted any more.
      this.#writeNext();
      return;
    }
    const bytes = Buffer.from(line);
    this.#lines.push(bytes);
    this.#waiting += bytes.length;
    this.#writeNext();
  }

  reopen(): void {
    this.#mustReopen = 'path' in this.#place;
    this.#openFailedAt = -Infinity;
    this.#writeFailedAt = -Infinity;
    this.#writeNext();
  }

  async end(ms: number): Promise<boolean> {
    this.#writeFailedAt = -Infinity;
    this.#writeNext();
    if (this.#isWriting) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#lines.length === 0;
  }

  flushSync(): void {
    // The process waits for a write in flight: only the lines after it are written here.
    const cut = this.#inFlight === 0 ? this.#written : 0;
    const bytes = Buffer.concat(this.#lines.splice(this.#inFlight)).subarray(cut);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at);
    } catch {
      // The process is exiting: there is no place left to report it.
    }
  }

  #writeNext(): void {
    if (this.#isWriting) return;
    const now = performance.now();
    if (this.#mustReopen && now - this.#openFailedAt >= retryAfter) this.#reopenFile();
    if (this.#lines.length === 0 || now - this.#writeFailedAt < retryAfter) {
      this.#onIdle?.();
      return;
    }
    this.#isWriting = true;
    const bytes = this.#batch();
    write(this.#fd, bytes, 0, bytes.length, null, (error, written) => {
      this.#isWriting = false;
      this.#inFlight = 0;
      if (error === null) {
        this.#advance(written);
      } else {
        this.#writeFailedAt = performance.now();
        this.#fail(error);
      }
      this.#writeNext();
    });
  }

  #batch(): Buffer {
    let size = 0;
    let count = 0;
    for (const line of this.#lines) {
      if (count > 0 && size + line.length > maxBatchBytes) break;
      size += line.length;
      count += 1;
    }
    this.#inFlight = count;
    return Buffer.concat(this.#lines.slice(0, count)).subarray(this.#written);
  }

  /** Removes the written lines; of a line that is written in part, remembers how much. */
  #advance(written: number): void {
    let at = this.#written + written;
    let done = 0;
    for (const { length } of this.#lines) {
      if (at < length) break;
      at -= length;
      done += 1;
    }
    for (const { length } of this.#lines.splice(0, done)) this.#waiting -= length;
    this.#written = at;
    if (!this.#mustReopen) this.#failure = undefined;
    if (done > 0) this.#reportLost();
  }

  /** Opens the path again. If that fails, keeps the open file and tries again later. */
  #reopenFile(): void {
    if (!('path' in this.#place)) return;
    try {
      const before = this.#fd;
      this.#fd = openSync(this.#place.path, flags, mode);
      this.#mustReopen = false;
      this.#failure = undefined;
      if (!isSame(before, this.#fd)) this.#written = 0;
      close(before, () => undefined);
    } catch (error) {
      this.#openFailedAt = performance.now();
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #reportLost(): void {
    const lost = this.#capacity.takeUnreported();
    if (lost > 0) this.#listener.onLost(lost);
  }

  #fail(error: Error): void {
    const isNew = this.#failure === undefined;
    this.#failure = error;
    if (isNew) this.#listener.onFailure(error);
  }
}

function isSame(one: number, other: number): boolean {
  const [a, b] = [fstatSync(one), fstatSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}
