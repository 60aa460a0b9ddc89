import { Buffer } from 'node:buffer';
import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../core/time/clock.js';
import { HttpReader } from '../fast-check/endpoint/http-reader.js';
import type { TargetPort } from './fuzz-case.js';

/** Answer to one request. */
export interface Answer {
  /**
   * `answered`: a whole answer. `silent`: none within the time. `refused`: no connection. `cut`: the connection ended
   * before the answer was whole.
   */
  readonly kind: 'answered' | 'silent' | 'refused' | 'cut';
  /** Status of HTTP. */
  readonly status?: number;
  /** The body, or the line; what came of it where it is not whole. */
  readonly text: string;
  /** Bytes after the whole answer. */
  readonly extra: string;
  /** Time that it took, ms. */
  readonly ms: number;
}

/** A host and a port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** Where a target is, and how long it may take. */
interface SenderOptions {
  readonly url: URL;
  readonly maintenance?: HostPort | undefined;
  /** Time for an answer, ms. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** Longest answer that is read, bytes. */
const maxAnswerBytes = 64 * 1_048_576;

/** Time for a connection to be ended after its answer, ms: what still comes in it belongs to no request. */
const endGrace = 200;

/**
 * Sends requests to a target, each on a connection of its own. The same request is always the same bytes, since
 * nothing in its head depends on when or in which order it is sent.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #http: HostPort;

  constructor(options: SenderOptions) {
    this.#options = options;
    const { hostname, port } = options.url;
    this.#http = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 80 : Number(port) };
  }

  /** True if there is such a port. */
  has(port: TargetPort): boolean {
    return port === 'http' || this.#options.maintenance !== undefined;
  }

  /**
   * Sends a body by POST, or a message to the maintenance port. Never rejects.
   * @param cuts offsets at which all that is sent is cut into pieces
   */
  send(port: TargetPort, bytes: Uint8Array, cuts: readonly number[] = []): Promise<Answer> {
    const { maintenance } = this.#options;
    if (port === 'http')
      return this.#exchange(this.#http, piecesOf(this.#post(bytes), cuts), new HttpAnswer());
    if (maintenance === undefined) return Promise.resolve({ kind: 'refused', text: '', extra: '', ms: 0 });
    const line = Buffer.concat([bytes, Buffer.from('\n')]);
    return this.#exchange(maintenance, piecesOf(line, cuts), new LineAnswer());
  }

  #post(body: Uint8Array): Buffer {
    const { host, pathname, search } = this.#options.url;
    const head = [
      `POST ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
  }

  #exchange(place: HostPort, pieces: readonly Buffer[], answer: PartialAnswer): Promise<Answer> {
    const { clock, timeoutMs } = this.#options;
    const begun = clock.now();
    return new Promise((resolve) => {
      const socket = connect(place);
      socket.setNoDelay(true);
      // What has come of the answer, if the connection ends now.
      let without: Answer['kind'] = 'refused';
      let ms: number | undefined;
      const end = (kind = without) => {
        timer.cancel();
        forget(socket);
        const { status, text, extra } = answer;
        const facts = {
          text,
          extra,
          ms: ms ?? clock.now() - begun,
          ...(status === undefined ? {} : { status }),
        };
        resolve({ kind: answer.isWhole ? 'answered' : kind, ...facts });
      };
      let timer = clock.setTimeout(() => end('silent'), timeoutMs);
      socket.once('connect', () => {
        without = 'cut';
      });
      socket.on('data', (bytes: Buffer) => {
        answer.push(bytes);
        if (answer.length > maxAnswerBytes) {
          end();
          return;
        }
        if (ms !== undefined || !answer.isWhole) return;
        ms = clock.now() - begun;
        timer.cancel();
        timer = clock.setTimeout(end, endGrace);
      });
      socket.on('error', () => undefined);
      socket.once('close', () => {
        answer.end();
        end();
      });
      void writePieces(socket, pieces);
    });
  }
}

/** The bytes between the cuts; no piece is empty. */
function piecesOf(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  return [0, ...places]
    .map((start, index) => bytes.subarray(start, places[index] ?? bytes.length))
    .filter((piece) => piece.length > 0);
}

/** Writes each piece in a turn of its own, so that they go out one by one. */
async function writePieces(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await turn();
    if (socket.writable) socket.write(piece);
  }
}

/** Ends a connection; what it still reports is of no interest. */
function forget(socket: Socket): void {
  socket.removeAllListeners('data');
  socket.removeAllListeners('close');
  socket.destroy();
}

/** An answer as it comes. */
interface PartialAnswer {
  readonly isWhole: boolean;
  readonly status: number | undefined;
  readonly text: string;
  readonly extra: string;
  /** Bytes so far. */
  readonly length: number;
  push(bytes: Buffer): void;
  /** The connection has ended. */
  end(): void;
}

class HttpAnswer implements PartialAnswer {
  readonly #reader = new HttpReader();
  #read: { readonly status: number; readonly text: string } | undefined;
  length = 0;

  get isWhole(): boolean {
    return this.#read !== undefined;
  }

  get status(): number | undefined {
    return this.#read?.status;
  }

  get text(): string {
    return this.#read?.text ?? this.#reader.rest;
  }

  get extra(): string {
    return this.#read === undefined ? '' : this.#reader.rest;
  }

  push(bytes: Buffer): void {
    this.length += bytes.length;
    this.#reader.push(bytes);
    this.#read ??= this.#reader.next(false);
  }

  end(): void {
    this.#read ??= this.#reader.next(true);
  }
}

class LineAnswer implements PartialAnswer {
  readonly #chunks: Buffer[] = [];
  readonly status = undefined;
  #isWhole = false;
  length = 0;

  get isWhole(): boolean {
    return this.#isWhole;
  }

  get text(): string {
    return this.#lines()[0] ?? '';
  }

  get extra(): string {
    return this.#lines().slice(1).join('\n');
  }

  push(bytes: Buffer): void {
    this.length += bytes.length;
    this.#chunks.push(bytes);
    this.#isWhole ||= bytes.includes('\n');
  }

  end(): void {
    // An answer without a line feed is cut.
  }

  #lines(): readonly string[] {
    return Buffer.concat(this.#chunks).toString().replace(/\n$/, '').split('\n');
  }
}
