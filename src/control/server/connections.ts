import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../core/time/clock.js';
import { linger } from '../../net/linger.js';

/** Requests that one connection may have open; a client that sends more without taking its answers is cut. */
const mostOpenRequests = 100;

/** Until a client has taken an answer, real ms. */
const writeTimeout = 30_000;

/** What is known of one open connection. */
export interface Connection {
  readonly socket: Socket;
  /** Answers that have not had their end, in their order. */
  readonly owed: Set<ServerResponse>;
  /** Aborts when it is closed. */
  readonly gone: AbortSignal;
  /** Whether its answer goes on until someone ends it. */
  isStream: boolean;
  /** Whether its end is under way. */
  isFinished: boolean;
  deadline: Timer | undefined;
}

/** The open connections of the control port, and what each is owed. */
export class Connections {
  /** Real time. */
  readonly #clock: Clock;
  readonly #open = new Map<Socket, Connection>();
  #stopping = false;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes in a connection. */
  add(socket: Socket): void {
    const leaving = new AbortController();
    const gone = leaving.signal;
    setMaxListeners(0, gone);
    const connection: Connection = {
      socket,
      owed: new Set(),
      gone,
      isStream: false,
      isFinished: false,
      deadline: undefined,
    };
    this.#open.set(socket, connection);
    // What Node.js calls after the last answer of a connection.
    socket.destroySoon = () => this.#finish(connection);
    // An answer that waits behind another is not told that its connection is closed.
    socket.once('close', () => {
      connection.deadline?.cancel();
      this.#open.delete(socket);
      leaving.abort();
      this.#changed();
    });
  }

  /** A request has come in; undefined where its connection is closed already. */
  begin({ socket }: IncomingMessage, response: ServerResponse): Connection | undefined {
    const connection = this.#open.get(socket);
    if (connection === undefined) return undefined;
    connection.owed.add(response);
    if (this.#stopping) response.shouldKeepAlive = false;
    if (connection.owed.size > mostOpenRequests) socket.destroy();
    response.once('close', () => this.#settle(connection, response));
    return connection;
  }

  /** This connection's answer goes on until someone ends it. */
  markStream(connection: Connection): void {
    connection.isStream = true;
    this.#changed();
  }

  /** An answer has been handed over: its client has some time to take it. */
  watch(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (connection === undefined || connection.deadline !== undefined) return;
    connection.deadline = this.#clock.setTimeout(() => socket.destroy(), writeTimeout);
  }

  /** Ends those that are owed nothing; resolves when all but the streams are closed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const connection of [...this.#open.values()]) {
      const { socket, owed } = connection;
      for (const response of owed) if (!response.headersSent) response.shouldKeepAlive = false;
      if ([...owed].some(({ req }) => req.complete)) continue;
      if (socket.bytesWritten > 0) this.#finish(connection);
      else socket.destroy();
    }
    await this.#until(() => [...this.#open.values()].every(({ isStream }) => isStream));
  }

  /** Resolves when all are closed. */
  async ended(): Promise<void> {
    await this.#until(() => this.#open.size === 0);
  }

  /** Destroys those that are left, but for the streams; or those too. */
  force(which: 'answers' | 'all'): void {
    for (const { socket, isStream } of [...this.#open.values()])
      if (which === 'all' || !isStream) socket.destroy();
  }

  #settle(connection: Connection, response: ServerResponse): void {
    const { socket, owed } = connection;
    owed.delete(response);
    connection.deadline?.cancel();
    connection.deadline = undefined;
    if (socket.destroyed) return;
    const [next] = owed;
    if (next?.writableEnded === true) this.watch(socket);
    if (this.#stopping && owed.size === 0) this.#finish(connection);
  }

  /** Ends one once what was written is on its way; nothing more is taken in. */
  #finish(connection: Connection): void {
    if (connection.isFinished || connection.socket.destroyed) return;
    connection.isFinished = true;
    linger(connection.socket, this.#clock);
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}
