/** One answer of HTTP. */
interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** True if the connection stays open for more. */
  readonly isKeptOpen: boolean;
}

const headEnd = Buffer.from('\r\n\r\n');

/** Reads answers of HTTP from what comes on a connection. */
export class HttpReader {
  #bytes: Buffer = Buffer.alloc(0);

  /** Takes bytes that came. */
  push(bytes: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
  }

  /** The text of what is left. */
  get rest(): string {
    return this.#bytes.toString();
  }

  /** The next answer, or undefined while it is not whole. An answer without a length ends with the connection. */
  next(hasEnded: boolean): HttpAnswer | undefined {
    const end = this.#bytes.indexOf(headEnd);
    if (end < 0) return undefined;
    const [line = '', ...headers] = this.#bytes.toString('latin1', 0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1] ?? NaN);
    const from = end + headEnd.length;
    if (status === 100) {
      this.#bytes = this.#bytes.subarray(from);
      return this.next(hasEnded);
    }
    const valueOf = (name: string) =>
      headers
        .find((each) => each.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    const isKeptOpen = valueOf('connection')?.toLowerCase() !== 'close';
    const body = this.#body(from, status, valueOf, hasEnded);
    return body === undefined
      ? undefined
      : { status, isKeptOpen: isKeptOpen && body.hasLength, text: body.text };
  }

  #body(
    from: number,
    status: number,
    valueOf: (name: string) => string | undefined,
    hasEnded: boolean,
  ): { readonly text: string; readonly hasLength: boolean } | undefined {
    const length = status === 204 || status === 304 ? '0' : valueOf('content-length');
    if (length !== undefined) {
      const to = from + Number(length);
      // Also false for a length that is no number.
      return this.#bytes.length >= to ? { text: this.#take(from, to), hasLength: true } : undefined;
    }
    if (/chunked/i.test(valueOf('transfer-encoding') ?? '')) return this.#chunks(from);
    return hasEnded ? { text: this.#take(from, this.#bytes.length), hasLength: false } : undefined;
  }

  #chunks(from: number): { readonly text: string; readonly hasLength: boolean } | undefined {
    const parts: Buffer[] = [];
    for (let at = from; ;) {
      const lineEnd = this.#bytes.indexOf('\r\n', at);
      if (lineEnd < 0) return undefined;
      const size = parseInt(this.#bytes.toString('latin1', at, lineEnd), 16);
      const begin = lineEnd + 2;
      if (!(size >= 0) || this.#bytes.length < begin + size + 2) return undefined;
      if (size === 0) {
        this.#bytes = this.#bytes.subarray(begin + 2);
        return { text: Buffer.concat(parts).toString(), hasLength: true };
      }
      parts.push(this.#bytes.subarray(begin, begin + size));
      at = begin + size + 2;
    }
  }

  #take(from: number, to: number): string {
    const text = this.#bytes.toString('utf8', from, to);
    this.#bytes = this.#bytes.subarray(to);
    return text;
  }
}
