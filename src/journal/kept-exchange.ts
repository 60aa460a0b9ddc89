import { latin1 } from '../core/text.js';
import type { ExchangeCommand, ExchangeRecord } from './exchange.js';

/** An exchange before it is kept. */
export interface NewExchange extends Omit<ExchangeRecord, 'node' | 'n' | 'request' | 'reply'> {
  /** A text where nothing in it is hidden, and each character has one byte. */
  readonly request: string | Uint8Array;
  /** A text where nothing in it is hidden or cut. */
  readonly reply: string | Uint8Array | undefined;
}

/** Requests up to this size are kept as texts, bytes. */
export const maxText = 4_096;

/** Bytes of an entry beside its request and reply. */
const overhead = 256;

/**
 * An exchange as the journal keeps it: with texts, which take far less work of the garbage collector than bytes. The
 * bytes are made from them whenever somebody looks.
 */
export class KeptExchange implements ExchangeRecord {
  readonly node: string;
  readonly n: number;
  readonly at: number;
  readonly port: ExchangeRecord['port'];
  readonly peer: string;
  readonly ending: ExchangeRecord['ending'];
  readonly commands: readonly ExchangeCommand[];
  readonly faults: readonly string[];
  /** Bytes that it counts for in the limits of a journal. */
  readonly size: number;
  /** A text has a character for each byte. */
  readonly #request: string | Uint8Array;
  readonly #reply: string | Uint8Array | undefined;

  constructor(node: string, n: number, exchange: NewExchange) {
    const { request, reply } = exchange;
    this.node = node;
    this.n = n;
    this.at = exchange.at;
    this.port = exchange.port;
    this.peer = exchange.peer;
    this.ending = exchange.ending;
    this.commands = exchange.commands;
    this.faults = exchange.faults;
    this.#request = typeof request === 'string' || request.length > maxText ? request : latin1(request);
    this.#reply = reply;
    // Twice: the parsed commands keep the text of the request a second time.
    this.size = 2 * request.length + (reply === undefined ? 0 : Buffer.byteLength(reply)) + overhead;
  }

  get request(): Uint8Array {
    return typeof this.#request === 'string' ? Buffer.from(this.#request, 'latin1') : this.#request;
  }

  get reply(): Uint8Array | undefined {
    return typeof this.#reply === 'string' ? Buffer.from(this.#reply) : this.#reply;
  }
}
