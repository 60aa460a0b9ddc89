import { latin1 } from '../core/text.js';
import { isCommand, parseEnvelope } from '../jsonrpc/envelope.js';
import type { JobCommand } from '../worker/job.js';
import type { ChaosCase, ExchangeCommand, ExchangeRecord, RecordedPage } from './exchange.js';

/** The end of a command of a request. */
export type CommandEnd = Pick<ExchangeCommand, 'outcome' | 'waitMs' | 'runMs'>;

/** An exchange before it is kept. */
export interface NewExchange extends Omit<ExchangeRecord, 'node' | 'n' | 'request' | 'reply' | 'commands'> {
  /** A text where nothing in it is hidden, and each character has one byte. */
  readonly request: string | Uint8Array;
  /** A text where nothing in it is hidden or cut. */
  readonly reply: string | Uint8Array | undefined;
  /** The outcome alone where the request is a text of one command. */
  readonly commands: readonly ExchangeCommand[] | CommandEnd;
}

/** Requests up to this size are kept as texts, bytes. */
export const maxText = 4_096;

/** Bytes of an entry beside its request and reply. */
const overhead = 256;

/**
 * An exchange as the journal keeps it: with texts, which take far less work of the garbage collector than bytes, and
 * than the values that stand in them. Bytes and commands are made from them whenever somebody looks.
 */
export class KeptExchange implements ExchangeRecord {
  readonly node: string;
  readonly n: number;
  readonly at: number;
  readonly port: ExchangeRecord['port'];
  declare readonly page?: RecordedPage;
  readonly peer: string;
  readonly ending: ExchangeRecord['ending'];
  readonly faults: readonly string[];
  declare readonly chaos?: ChaosCase;
  /** Bytes that it counts for in the limits of a journal. */
  readonly size: number;
  /** A text has a character for each byte. */
  readonly #request: string | Uint8Array;
  readonly #reply: string | Uint8Array | undefined;
  #commands: NewExchange['commands'];

  constructor(node: string, n: number, exchange: NewExchange) {
    const { request, reply } = exchange;
    this.node = node;
    this.n = n;
    this.at = exchange.at;
    this.port = exchange.port;
    if (exchange.page !== undefined) this.page = exchange.page;
    this.peer = exchange.peer;
    this.ending = exchange.ending;
    this.faults = exchange.faults;
    if (exchange.chaos !== undefined) this.chaos = exchange.chaos;
    this.#request = typeof request === 'string' || request.length > maxText ? request : latin1(request);
    this.#reply = reply;
    this.#commands = exchange.commands;
    // Twice: the parsed commands keep the text of the request a second time.
    this.size = 2 * request.length + (reply === undefined ? 0 : Buffer.byteLength(reply)) + overhead;
  }

  get commands(): readonly ExchangeCommand[] {
    const commands = this.#commands;
    if (!('outcome' in commands)) return commands;
    const { outcome, waitMs, runMs } = commands;
    const read = commandsIn(this.#request).map(({ id, method, params }) => {
      return { id, method, params, outcome, waitMs, runMs };
    });
    this.#commands = read;
    return read;
  }

  /** Size of the request, bytes. */
  get requestBytes(): number {
    return this.#request.length;
  }

  /** Size of the reply, bytes; undefined if there is none. */
  get replyBytes(): number | undefined {
    return this.#reply === undefined ? undefined : this.size - overhead - 2 * this.#request.length;
  }

  /** The first bytes of the request. */
  requestStart(bytes: number): Uint8Array {
    const start = this.#request.slice(0, bytes);
    return typeof start === 'string' ? Buffer.from(start, 'latin1') : start;
  }

  /** The first bytes of the reply; nothing is made of the others. */
  replyStart(bytes: number): Uint8Array | undefined {
    const start = this.#reply?.slice(0, bytes);
    return typeof start === 'string' ? Buffer.from(start).subarray(0, bytes) : start;
  }

  get request(): Uint8Array {
    return typeof this.#request === 'string' ? Buffer.from(this.#request, 'latin1') : this.#request;
  }

  get reply(): Uint8Array | undefined {
    return typeof this.#reply === 'string' ? Buffer.from(this.#reply) : this.#reply;
  }
}

/** The commands that a request's text calls. */
function commandsIn(request: string | Uint8Array): readonly JobCommand[] {
  const envelope = parseEnvelope(typeof request === 'string' ? request : undefined, Infinity);
  if (envelope.kind === 'parse-error') return [];
  const calls = envelope.kind === 'single' ? [envelope.call] : envelope.calls;
  return calls.filter(isCommand);
}
