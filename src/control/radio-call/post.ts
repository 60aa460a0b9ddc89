import type { EventEmitter } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type Socket, connect } from 'node:net';

/** Bytes of a reply; a longer one is cut. */
const maxReplyBytes = 4_194_304;

/** A POST to a radio's port. */
interface PostRequest {
  readonly url: URL;
  readonly type: string;
  readonly body: string;
  /** `name=value`. */
  readonly cookie?: string | undefined;
}

/** End of a connection without a whole reply. */
interface ConnectionError {
  readonly outcome: 'refused' | 'reset' | 'closed' | 'invalid' | 'failed';
  /** For a person. */
  readonly error: string;
}

/** Result of a POST. */
export interface Posted {
  /** Undefined if no reply has begun. */
  readonly status: number | undefined;
  readonly statusMessage: string;
  /** The body as far as it has come; undefined if no reply has begun. */
  readonly text: string | undefined;
  /** `name=value` of the cookie that it sets. */
  readonly cookie: string | undefined;
  /** Undefined if the reply has come whole. */
  readonly failure: ConnectionError | undefined;
}

/**
 * Sends a POST over a connection of its own. Never rejects; resolves once the connection is closed.
 * @param signal ends it at once, with a RST: for a radio a FIN is no disconnection, since its client may still read
 */
export async function post({ url, body, type, cookie }: PostRequest, signal: AbortSignal): Promise<Posted> {
  // Loaded with the first call over HTTPS.
  const tls = url.protocol === 'https:' ? await import('node:tls') : undefined;
  if (signal.aborted) return unsent;
  const port = url.port === '' ? (tls === undefined ? 80 : 443) : Number(url.port);
  const raw = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
  const headers = {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    ...(cookie === undefined ? {} : { Cookie: cookie }),
  };
  const sent = request(new URL(url.pathname, `http://${url.host}`), {
    method: 'POST',
    headers,
    // Radios sign their certificates themselves, and this one is of this process.
    createConnection: () => tls?.connect({ socket: raw, rejectUnauthorized: false }) ?? raw,
  });
  const onAbort = () => {
    if (raw.connecting) raw.destroy();
    else raw.resetAndDestroy();
    sent.destroy();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const arriving = new ArrivingReply(sent, raw, url.host);
  sent.end(body);
  await Promise.all([closed(sent), closed(raw)]);
  signal.removeEventListener('abort', onAbort);
  return arriving.result();
}

function closed(emitter: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    emitter.once('close', () => resolve());
  });
}

/** A request whose connection was not opened. */
const unsent: Posted = {
  status: undefined,
  statusMessage: '',
  text: undefined,
  cookie: undefined,
  failure: { outcome: 'closed', error: 'it was not sent' },
};

/** The reply to one request, while it arrives. */
class ArrivingReply {
  readonly #host: string;
  readonly #pieces: Buffer[] = [];
  #bytes = 0;
  #response: IncomingMessage | undefined;
  #failure: Error | undefined;

  constructor(sent: ClientRequest, raw: Socket, host: string) {
    this.#host = host;
    // Before the request hears of it: under TLS it hears another error.
    raw.on('error', (error) => (this.#failure ??= error));
    sent.on('error', (error) => (this.#failure ??= error));
    sent.on('response', (response) => this.#receive(response, sent));
  }

  #receive(response: IncomingMessage, sent: ClientRequest): void {
    this.#response = response;
    response.on('error', (error) => (this.#failure ??= error));
    response.on('data', (piece: Buffer) => {
      const room = maxReplyBytes - this.#bytes;
      this.#pieces.push(piece.subarray(0, room));
      this.#bytes += Math.min(piece.length, room);
      if (piece.length > room) sent.destroy(new TooLong());
    });
  }

  /** The result, once the connection is closed. */
  result(): Posted {
    const { statusCode, statusMessage = '', headers } = this.#response ?? { headers: {} };
    const cookies = headers['set-cookie'] ?? [];
    return {
      status: statusCode,
      statusMessage,
      text: this.#text(),
      cookie: cookies.map((each) => /^\s*([^;]*)/.exec(each)?.[1]).find((each) => each !== undefined),
      failure: this.#response?.complete === true ? undefined : this.#connectionError(),
    };
  }

  #text(): string | undefined {
    if (this.#response !== undefined) return Buffer.concat(this.#pieces).toString('utf8');
    // Bytes that are no reply over HTTP come with the error that they caused.
    const packet: unknown = this.#failure === undefined ? undefined : Reflect.get(this.#failure, 'rawPacket');
    return packet instanceof Uint8Array ? Buffer.from(packet).toString('utf8') : undefined;
  }

  #connectionError(): ConnectionError {
    const error = this.#failure;
    const code = codeOf(error);
    const place = this.#response === undefined ? 'before a reply' : `after ${this.#bytes} bytes of the reply`;
    if (error instanceof TooLong) return { outcome: 'invalid', error: error.message };
    if (code === 'ECONNREFUSED')
      return { outcome: 'refused', error: `${this.#host} refuses connections: its port is closed` };
    if (code?.startsWith('HPE_') === true)
      return { outcome: 'invalid', error: `the reply is no HTTP: ${error?.message ?? code}` };
    // An error of the system is a RST; Node.js has the same code for an end.
    if (error !== undefined && code === 'ECONNRESET' && 'syscall' in error)
      return { outcome: 'reset', error: `the connection was reset ${place}` };
    if (error === undefined || code === 'ECONNRESET')
      return { outcome: 'closed', error: `the connection was closed ${place}` };
    return { outcome: 'failed', error: error.message };
  }
}

function codeOf(error: Error | undefined): string | undefined {
  const code = error !== undefined && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

class TooLong extends Error {
  constructor() {
    super(`the reply is longer than ${maxReplyBytes} bytes`);
  }
}
