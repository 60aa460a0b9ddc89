import { atTurnEnd } from '../../core/time/loop-turn.js';
import type { SinkReply } from '../request-sink.js';
import type { HttpExchange } from './http-exchange.js';

/** A reply that has something to send. */
export type Delivered = Extract<SinkReply, { kind: 'delivery' }>;

interface ReadyReply {
  readonly exchange: HttpExchange;
  readonly reply: Delivered;
}

/** Replies that are written together at most: the first of them waits for the last. */
const maxReplies = 64;

/**
 * Replies that become ready in one turn of the event loop, to be written together at its end. To write a reply costs
 * less right after another, and a client with many connections is woken once for all of them.
 */
export class ReadyReplies {
  readonly #send: (exchange: HttpExchange, reply: Delivered) => void;
  #waiting: ReadyReply[] = [];

  constructor(send: (exchange: HttpExchange, reply: Delivered) => void) {
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
