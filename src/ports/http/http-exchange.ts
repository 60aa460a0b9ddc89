import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, PortRequest } from '../connection.js';
import { Credentials, type RequestOrigin } from '../request-origin.js';
import type { HttpAnswers } from './http-settings.js';
import { pathOf, sendStatus } from './router.js';

/** One HTTP request and the response to it. */
export class HttpExchange implements PortRequest {
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  written = false;
  onTurn: (() => void) | undefined;
  #heldBytes = 0;

  constructor(connection: Connection, request: IncomingMessage, response: ServerResponse) {
    this.connection = connection;
    this.request = request;
    this.response = response;
  }

  get complete(): boolean {
    return this.request.complete;
  }

  /** Where the request comes from: a new connection is not needed for another path or other credentials. */
  originOn<Port extends string>(port: Port): RequestOrigin<Port> {
    const { peer } = this.connection;
    const { url = '', headers } = this.request;
    const path = pathOf(url);
    const { cookie, authorization } = headers;
    if (cookie === undefined && authorization === undefined) return { port, peer, path };
    return { port, peer, path, credentials: new Credentials(cookie, authorization) };
  }

  /** Holds this many bytes from here on; false where the connection holds more than `max` beside them (0: unlimited). */
  hold(bytes: number, max: number): boolean {
    const others = this.connection.heldBytes - this.#heldBytes;
    this.connection.heldBytes = others + bytes;
    this.#heldBytes = bytes;
    return max === 0 || others <= max;
  }

  /** Acts once the requests before it have had their whole replies; never where their connection ends first. */
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

  /** Replies with a status alone; the rest of the request is discarded as it arrives. */
  sendStatus(status: number, answers: HttpAnswers): void {
    this.written = true;
    this.request.once('end', () => this.connection.inputTaken()).resume();
    sendStatus(this.response, status, answers);
    this.connection.writes.watch();
  }
}
