/** The way of a reply to the client. */
export interface Delivery {
  /** The reply's line, without a newline; undefined where there is no reply. */
  readonly text: string | undefined;
  /** HTTP: the Content-Type of a page; default: that of the API, `application/json`. */
  readonly type?: 'text/plain' | 'text/html';
  /** HTTP: the status; default: 200. */
  readonly status?: number;
  /** HTTP: further headers; one of the reply's own gives way to one of the same name. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Each character of the text is a byte; default: the text is sent as UTF-8. */
  readonly encoding?: 'latin1';
  /** HTTP: the text is all that is sent, without a status and headers before it. */
  readonly isBare?: true;
  /** A text that is sent again and again behind the reply, and how many bytes of it. */
  readonly filler?: { readonly text: string; readonly bytes: number };
  /** Wait before anything is sent, ms of the simulator's clock. */
  readonly delayMs: number;
  /** Bytes that are sent under the full Content-Length before the ending; undefined for all. */
  readonly cutAt?: number;
  /** Send this many bytes at a time, this far apart (ms of the simulator's clock). */
  readonly drip?: { readonly bytes: number; readonly intervalMs: number };
  /** HTTP: chunked transfer coding, this many bytes in each chunk. */
  readonly chunkBytes?: number;
  /** Number of times that the whole reply is sent. */
  readonly copies: number;
  /** End of the connection: as without a fault, a FIN, a RST, or no reply on an open connection. */
  readonly ending: 'keep' | 'close' | 'reset' | 'silence';
}

/** Effect of a fault on a new connection: closed at once, or read from and never replied to. */
export type ConnectionFate = 'drop' | 'mute';
