import type { Delivery } from './delivery.js';

/** Pieces that are written in one turn of the event loop: each is a call of the system. */
const perTurn = 128;

/** Smallest size of joined pieces, bytes. */
const joinedBytes = 65_536;

/** The bytes of a reply in pieces, as they are written. */
export class Pieces {
  readonly #bytes: Buffer;
  readonly #total: number;
  #size: number;
  #at = 0;
  #count = 0;

  /**
   * @param copies how often the bytes are sent, one behind the other
   * @param cutAt number of bytes that are sent, of all copies; undefined for all
   * @param size of a piece; undefined for as many whole copies as are few bytes, at least one
   */
  constructor(bytes: Buffer, copies: number, cutAt: number | undefined, size: number | undefined) {
    this.#bytes = bytes;
    this.#total = Math.min(bytes.length * copies, cutAt ?? Infinity);
    this.#size = size ?? Math.max(bytes.length, joinedBytes);
  }

  /** True where others are to have a turn of the event loop before the next piece. */
  get isTurnOver(): boolean {
    return this.#count % perTurn === 0;
  }

  /** Makes the pieces from now on large ones. */
  join(): void {
    this.#size = Math.max(this.#size, joinedBytes);
  }

  /** The next piece; undefined behind the last one. */
  next(): Buffer | undefined {
    if (this.#at >= this.#total) return undefined;
    const end = Math.min(this.#at + this.#size, this.#total);
    const parts: Buffer[] = [];
    while (this.#at < end) {
      const from = this.#at % this.#bytes.length;
      const part = this.#bytes.subarray(from, from + end - this.#at);
      parts.push(part);
      this.#at += part.length;
    }
    this.#count += 1;
    const [only] = parts;
    return parts.length === 1 ? only : Buffer.concat(parts);
  }
}

/** The filler of a reply in pieces. */
export function* fillerPieces({ text, bytes }: NonNullable<Delivery['filler']>): Generator<Buffer> {
  const unit = Buffer.from(text, 'latin1');
  const block = Buffer.alloc(
    Math.max(unit.length, Math.floor(joinedBytes / unit.length) * unit.length),
    unit,
  );
  for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, left);
}
