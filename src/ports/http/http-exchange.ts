import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, OpenRequest } from '../connection.js';
import { refuse } from './router.js';

/** One HTTP request and the response to it. */
export class HttpExchange implements OpenRequest {
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  written = false;
  onTurn: (() => void) | undefined;
  #held = 0;

  constructor(connection: Connection, request: IncomingMessage, response: ServerResponse) {
    this.connection = connection;
    this.request = request;
    this.response = response;
  }

  get complete(): boolean {
    return this.request.complete;
  }

  /** Holds this many bytes from here on; false where the connection holds more than `most` beside them. */
  hold(bytes: number, most: number): boolean {
    const others = this.connection.held - this.#held;
    this.connection.held = others + bytes;
    this.#held = bytes;
    return most === 0 || others <= most;
  }

  /** Acts, once, when the requests before it have had their whole replies; never where their connection is ended first. */
  inTurn(act: () => void): void {
    const { requests } = this.connection;
    const [first] = requests;
    if (first === this) {
      act();
      return;
    }
    this.onTurn = () => {
      this.onTurn = undefined;
      act();
    };
  }

  /** Answers with a status alone; what is left of the request is discarded as it comes. */
  refuse(status: number): void {
    this.written = true;
    this.request.resume();
    refuse(this.response, status);
    this.connection.writes.watch();
  }
}
