const noBytes = Buffer.alloc(0);

/** A request's body as it arrives, in memory of about its size however small its pieces are. */
export class Body {
  readonly #limit: number;
  #bytes: Buffer = noBytes;
  #size = 0;

  /** @param limit bytes that it may have */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a piece; false if the body is longer than allowed: its memory is released then. */
  add(piece: Buffer): boolean {
    const size = this.#size + piece.length;
    if (size > this.#limit) {
      this.#bytes = noBytes;
      this.#size = this.#limit + 1;
      return false;
    }
    if (this.#size === 0) this.#bytes = piece;
    else {
      if (size > this.#bytes.length) this.#grow(size);
      piece.copy(this.#bytes, this.#size);
    }
    this.#size = size;
    return true;
  }

  /** The whole body. */
  get bytes(): Uint8Array {
    if (this.#size === this.#bytes.length) return this.#bytes;
    return this.#bytes.subarray(0, this.#size);
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#size));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}
