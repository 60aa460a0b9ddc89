/** The next part of a client's bytes. */
type GpsdFrame =
  /** One request, without its end. */
  | { readonly kind: 'request'; readonly text: string }
  /** More bytes than a request may have. */
  | { readonly kind: 'too-long' };

const newline = 0x0a;
const semicolon = 0x3b;
const quote = 0x22;
const backslash = 0x5c;
const opener = 0x7b;
const closer = 0x7d;
/** Between two requests. */
const skipped = new Set([0x20, 0x09, 0x0d, newline, semicolon]);

/**
 * Finds requests in a client's bytes, however they are cut: one ends at a newline, at a semicolon outside of its
 * object, or with its object. Some clients send nothing behind the object.
 */
export class GpsdFraming {
  readonly #limit: number;
  /** Bytes that are no request yet. */
  #bytes: Buffer = Buffer.alloc(0);
  /** Number of them that were looked at. */
  #seen = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** @param limit bytes that a request may have */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True while no byte of a request has come. */
  get isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  /** Adds bytes. */
  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
  }

  /** The next request, or undefined where more bytes are needed. */
  next(): GpsdFrame | undefined {
    if (this.#seen === 0) this.#skip();
    while (this.#seen < this.#bytes.length) {
      const byte = this.#bytes[this.#seen] ?? newline;
      if (byte === newline || (byte === semicolon && this.#depth === 0)) return this.#take(this.#seen);
      this.#seen += 1;
      if (this.#seen > this.#limit) return { kind: 'too-long' };
      if (this.#completes(byte)) return this.#take(this.#seen);
    }
    return undefined;
  }

  /** The request that the end of the stream completes, if any. */
  end(): GpsdFrame | undefined {
    return this.isEmpty ? undefined : this.#take(this.#bytes.length);
  }

  #skip(): void {
    let start = 0;
    while (start < this.#bytes.length && skipped.has(this.#bytes[start] ?? 0)) start += 1;
    if (start > 0) this.#bytes = this.#bytes.subarray(start);
  }

  /** Adds one byte to the state; true if it ends the object. */
  #completes(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) this.#inString = false;
    } else if (byte === quote) this.#inString = this.#depth > 0;
    else if (byte === opener) this.#depth += 1;
    else if (byte === closer && this.#depth > 0) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return false;
  }

  #take(length: number): GpsdFrame {
    const text = this.#bytes.toString('utf8', 0, length);
    this.#bytes = this.#bytes.subarray(length);
    this.#seen = 0;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    return { kind: 'request', text };
  }
}
