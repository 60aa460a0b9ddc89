import { close, constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { type LogDestination, type LogDestinationListener, retryAfter } from './log-destination.js';
import { LogRoom } from './log-room.js';

/** Bytes that are written at once. */
const batchBytes = 65_536;

/** A pipe without a reader is refused, and nothing waits for one. */
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;

/** The log is for its owner and its group. */
const mode = 0o640;

/** Where a log file is: a name, or a descriptor that is somebody else's to close. */
export type LogPlace = { readonly path: string } | { readonly fd: number };

/**
 * A log in a file, written behind the back of the event loop. Lines are whole in the file that they are in: one that
 * was cut by a full disk is finished there, or written anew to the next. Lines that wait are kept while the file
 * can't be written, as far as there is room.
 */
export class LogFile implements LogDestination {
  readonly #place: LogPlace;
  readonly #listener: LogDestinationListener;
  readonly #room = new LogRoom();
  #fd: number;
  #lines: Buffer[] = [];
  #waiting = 0;
  /** Lines at the front of the queue that are on their way. */
  #underWay = 0;
  /** Bytes of the first line that are in the file already. */
  #cut = 0;
  #isWriting = false;
  #isToReopen = false;
  #failure: Error | undefined;
  #notWrittenAt = -Infinity;
  #notOpenedAt = -Infinity;
  #onIdle: (() => void) | undefined;

  /** Throws what the system says if it can't be opened. */
  constructor(place: LogPlace, listener: LogDestinationListener) {
    this.#place = place;
    this.#listener = listener;
    this.#fd = 'fd' in place ? place.fd : openSync(place.path, flags, mode);
  }

  get lost(): number {
    return this.#room.lost;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  write(line: string): void {
    if (!this.#room.takes(this.#waiting)) {
      // Nothing else would try again.
      this.#writeOn();
      return;
    }
    const bytes = Buffer.from(line);
    this.#lines.push(bytes);
    this.#waiting += bytes.length;
    this.#writeOn();
  }

  reopen(): void {
    this.#isToReopen = 'path' in this.#place;
    this.#notOpenedAt = -Infinity;
    this.#notWrittenAt = -Infinity;
    this.#writeOn();
  }

  async end(ms: number): Promise<boolean> {
    this.#notWrittenAt = -Infinity;
    this.#writeOn();
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
    // What is under way gets there: the process waits for it.
    const cut = this.#underWay === 0 ? this.#cut : 0;
    const bytes = Buffer.concat(this.#lines.splice(this.#underWay)).subarray(cut);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at);
    } catch {
      // There is nobody left to tell.
    }
  }

  #writeOn(): void {
    if (this.#isWriting) return;
    const now = performance.now();
    if (this.#isToReopen && now - this.#notOpenedAt >= retryAfter) this.#openAnew();
    if (this.#lines.length === 0 || now - this.#notWrittenAt < retryAfter) {
      this.#onIdle?.();
      return;
    }
    this.#isWriting = true;
    const bytes = this.#batch();
    write(this.#fd, bytes, 0, bytes.length, null, (fault, written) => {
      this.#isWriting = false;
      this.#underWay = 0;
      if (fault === null) {
        this.#advance(written);
      } else {
        this.#notWrittenAt = performance.now();
        this.#fail(fault);
      }
      this.#writeOn();
    });
  }

  #batch(): Buffer {
    let size = 0;
    let count = 0;
    for (const line of this.#lines) {
      if (count > 0 && size + line.length > batchBytes) break;
      size += line.length;
      count += 1;
    }
    this.#underWay = count;
    return Buffer.concat(this.#lines.slice(0, count)).subarray(this.#cut);
  }

  /** Lets go of the lines that are written; of the last of them perhaps a part. */
  #advance(written: number): void {
    let at = this.#cut + written;
    let done = 0;
    for (const { length } of this.#lines) {
      if (at < length) break;
      at -= length;
      done += 1;
    }
    for (const { length } of this.#lines.splice(0, done)) this.#waiting -= length;
    this.#cut = at;
    if (!this.#isToReopen) this.#failure = undefined;
    if (done > 0) this.#tellLost();
  }

  /** Keeps what it has if the other can't be opened, and tries again later. */
  #openAnew(): void {
    if (!('path' in this.#place)) return;
    try {
      const before = this.#fd;
      this.#fd = openSync(this.#place.path, flags, mode);
      this.#isToReopen = false;
      this.#failure = undefined;
      if (!isSame(before, this.#fd)) this.#cut = 0;
      close(before, () => undefined);
    } catch (fault) {
      this.#notOpenedAt = performance.now();
      this.#fail(fault instanceof Error ? fault : new Error(String(fault)));
    }
  }

  #tellLost(): void {
    const lost = this.#room.untold();
    if (lost > 0) this.#listener.onLost(lost);
  }

  #fail(fault: Error): void {
    const isNew = this.#failure === undefined;
    this.#failure = fault;
    if (isNew) this.#listener.onFailure(fault);
  }
}

function isSame(one: number, other: number): boolean {
  const [a, b] = [fstatSync(one), fstatSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}
