import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../core/time/clock.js';
import { Connections } from '../../net/connections.js';
import { type OpenRequest, TcpConnection } from '../../net/tcp-connection.js';

/** Requests that one connection may have open; a client that sends more without taking its replies is disconnected. */
const maxOpenRequests = 100;

/** Until a client has taken a whole reply, real ms. */
const writeTimeout = 30_000;

/** A request whose reply has not ended. */
class ControlRequest implements OpenRequest {
  readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  get complete(): boolean {
    return this.response.req.complete;
  }
}

/** One connection of the control port. */
export class ControlConnection extends TcpConnection<ControlRequest> {
  /** Whether its reply goes on until someone ends it. */
  isStream = false;
  deadline: Timer | undefined;
}

/** The open connections of the control port, and the replies that are due on each. */
export class ControlConnections {
  /** Real time. */
  readonly #clock: Clock;
  readonly #open = new Connections<ControlConnection>();
  #isStopping = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a connection until it is closed. */
  add(socket: Socket): void {
    const connection = new ControlConnection(socket, socket, this.#clock);
    // Node.js calls this after the last reply of a connection.
    socket.destroySoon = () => connection.finish();
    this.#open.add(connection, () => connection.deadline?.cancel());
  }

  /** A request has arrived; undefined where its connection is closed already. */
  begin({ socket }: IncomingMessage, response: ServerResponse): ControlConnection | undefined {
    const connection = this.#open.find(socket);
    if (connection === undefined) return undefined;
    const request = new ControlRequest(response);
    connection.requests.add(request);
    if (this.#isStopping) response.shouldKeepAlive = false;
    if (connection.requests.size > maxOpenRequests) connection.close();
    response.once('close', () => this.#settle(connection, request));
    return connection;
  }

  /** The connection's reply goes on until someone ends it. */
  markStream(connection: ControlConnection): void {
    connection.isStream = true;
    this.#open.changed();
  }

  /** A reply has been written: its client has some time to take it. */
  watch(socket: Socket): void {
    const connection = this.#open.find(socket);
    if (connection === undefined || connection.deadline !== undefined) return;
    connection.deadline = this.#clock.setTimeout(() => connection.close(), writeTimeout);
  }

  /** Ends the connections without a complete request; resolves when all but the streams are closed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { requests } of this.#open.all())
      for (const { response } of requests) if (!response.headersSent) response.shouldKeepAlive = false;
    this.#open.endIdle();
    await this.#open.until(() => this.#open.all().every(({ isStream }) => isStream));
  }

  /** Resolves when all connections are closed. */
  async ended(): Promise<void> {
    await this.#open.until(() => this.#open.size === 0);
  }

  /** Destroys the connections that are left, but for the streams; or those too. */
  force(which: 'replies' | 'all'): void {
    for (const connection of this.#open.all())
      if (which === 'all' || !connection.isStream) connection.close();
  }

  #settle(connection: ControlConnection, request: ControlRequest): void {
    const { raw, requests } = connection;
    requests.delete(request);
    connection.deadline?.cancel();
    connection.deadline = undefined;
    if (raw.destroyed) return;
    const [next] = requests;
    if (next?.response.writableEnded === true) this.watch(raw);
    if (this.#isStopping && requests.size === 0) connection.finish();
  }
}
