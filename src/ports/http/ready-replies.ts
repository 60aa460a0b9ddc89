import { atTurnEnd } from '../../core/time/loop-turn.js';
import type { SinkReply } from '../request-sink.js';
import type { HttpExchange } from './http-exchange.js';

/** A reply that has something to send. */
export type Delivered = Extract<SinkReply, { kind: 'delivery' }>;

/** Sends a reply. */
export type Send = (exchange: HttpExchange, reply: Delivered) => void;

interface ReadyReply {
  readonly exchange: HttpExchange;
  readonly reply: Delivered;
}

/** Replies that are written together at most: the first of them waits for the last. */
const maxReplies = 64;

/**
 * Replies to requests that were carried out as they came, to be written together at the end of that turn of the event
 * loop. To write a reply costs less right after another, and a client with many connections is woken once for them all.
 */
export class ReadyReplies {
  readonly #send: Send;
  #waiting: ReadyReply[] = [];

  constructor(send: Send) {
    this.#send = send;
  }

  /** Sends it with the others of this turn. */
  add(exchange: HttpExchange, reply: Delivered): void {
    if (this.#waiting.length === 0) atTurnEnd(() => this.#sendAll());
    this.#waiting.push({ exchange, reply });
    if (this.#waiting.length >= maxReplies) this.#sendAll();
  }

  #sendAll(): void {
    const ready = this.#waiting;
    this.#waiting = [];
    for (const { exchange, reply } of ready) this.#send(exchange, reply);
  }
}
