import { Body } from '../http/body.js';

/** The next part of a stream of bytes. */
export type Frame =
  /** One complete message. */
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  /** More bytes than a message may have. */
  | { readonly kind: 'too-long' };

const empty = Buffer.alloc(0);
const newline = 0x0a;
const quote = 0x22;
const backslash = 0x5c;
const blanks = new Set([0x20, 0x09, 0x0d, newline]);

/** Number of bytes that are not blank: a newline after a complete message is no input that gets lost. */
export function substanceOf(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (blanks.has(byte) ? count : count + 1), 0);
}

/** A byte order mark, which some clients write before their text. It belongs to the message: the decoder drops it. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

const openers = new Set([0x7b, 0x5b]);
const closers = new Set([0x7d, 0x5d]);

/**
 * Finds messages in a stream of bytes, however it is cut: a JSON object or array ends when it is complete or at
 * a newline, other text at a newline (interface.md C). Blanks before a message are skipped. A byte order mark before
 * an object or array changes nothing.
 */
export class Framing {
  readonly #limit: number;
  /** The message so far, without what the rest holds of it. */
  #message = new Body(Infinity);
  /** Bytes of the message so far. */
  #size = 0;
  #started = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Bytes that were not looked at yet. */
  #rest: Buffer = empty;

  /** @param limit bytes that a message may have, without its newline */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True while no byte of a message has come: blanks are none. */
  get isEmpty(): boolean {
    return this.#size === 0 && this.#rest.length === 0;
  }

  /** Bytes that were not looked at yet. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** Adds bytes. */
  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next message, or undefined where more bytes are needed. */
  next(): Frame | undefined {
    if (this.#size === 0) this.#skipBlanks();
    const rest = this.#rest;
    for (let index = 0; index < rest.length; index += 1) {
      const byte = rest[index] ?? 0;
      if (byte === newline) return this.#complete(index, index + 1);
      this.#size += 1;
      if (this.#size > this.#limit) return this.#tooLong();
      if (this.#closes(byte)) return this.#complete(index + 1, index + 1);
    }
    this.#keep(rest.length);
    this.#rest = empty;
    return undefined;
  }

  /** The message that the end of the stream completes, if any. */
  end(): Frame | undefined {
    return this.#size > 0 ? this.#complete(this.#rest.length, this.#rest.length) : undefined;
  }

  #skipBlanks(): void {
    let start = 0;
    while (start < this.#rest.length && blanks.has(this.#rest[start] ?? 0)) start += 1;
    if (start > 0) this.#rest = this.#rest.subarray(start);
  }

  /** Adds one byte to the state; true if it completes an object or array. */
  #closes(byte: number): boolean {
    if (!this.#started) {
      if (byte === byteOrderMark[this.#size - 1]) return false;
      this.#started = true;
      this.#depth = openers.has(byte) ? 1 : 0;
      return false;
    }
    if (this.#depth === 0) return false;
    if (this.#inString) this.#readString(byte);
    else if (byte === quote) this.#inString = true;
    else if (openers.has(byte)) this.#depth += 1;
    else if (closers.has(byte)) this.#depth -= 1;
    return this.#depth === 0;
  }

  #readString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
  }

  #keep(end: number): void {
    if (end > 0) this.#message.add(this.#rest.subarray(0, end));
  }

  #complete(end: number, next: number): Frame {
    this.#keep(end);
    const { bytes } = this.#message;
    this.#rest = this.#rest.subarray(next);
    this.#begin();
    return { kind: 'message', bytes };
  }

  #tooLong(): Frame {
    this.#rest = empty;
    this.#begin();
    return { kind: 'too-long' };
  }

  #begin(): void {
    this.#message = new Body(Infinity);
    this.#size = 0;
    this.#started = false;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
  }
}
