import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, OpenRequest } from './connection.js';
import { refuse } from './http-route.js';

/** One HTTP request and the response to it. */
export class HttpExchange implements OpenRequest {
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  written = false;

  constructor(connection: Connection, request: IncomingMessage, response: ServerResponse) {
    this.connection = connection;
    this.request = request;
    this.response = response;
  }

  get complete(): boolean {
    return this.request.complete;
  }

  /** Answers with a status alone; what is left of the request is discarded as it comes. */
  refuse(status: number): void {
    this.written = true;
    this.request.resume();
    refuse(this.response, status);
    this.connection.writes.watch();
  }
}
