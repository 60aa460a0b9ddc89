import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../core/time/clock.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { Connections } from '../../net/connections.js';
import { waitingInputTaken } from '../../net/waiting-input.js';
import { type OpenRequest, TcpConnection } from '../../net/tcp-connection.js';

/** Maximum number of open requests of a connection; a client that sends more without reading replies is disconnected. */
const maxOpenRequests = 100;

/** Connections at the same time. */
const maxConnections = 64;

/** Time from the connection at the place for probes to the end of its reply, real ms: half a request must not keep it. */
const probeTimeout = 1_000;

/** Time for a client to read a whole reply, real ms. */
const writeTimeout = 30_000;

/** A request whose reply is not finished. */
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
  /** True if its reply is a stream, which lasts until either side ends it. */
  isStream = false;
  /** True if it has the place that is kept for probes. */
  isForProbes = false;
  deadline: Timer | undefined;
  #turn: Promise<void> = Promise.resolve();

  /** Resolves in a turn of the event loop in which no other request of this connection is begun, in their order. */
  nextTurn(): Promise<void> {
    this.#turn = this.#turn.then(loopTurn);
    return this.#turn;
  }

  /** Lets no later request of this connection begin before the function that it returns is called. */
  holdTurns(): () => void {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#turn = this.#turn.then(() => held);
    return release;
  }
}

/** Events of the limit on connections; `peer` is an address with its port. */
interface AdmissionListener {
  /** A connection was closed at once. */
  readonly onRefused: (peer: string) => void;
  /** An idle connection was closed for a new one. */
  readonly onMadeRoom: (peer: string) => void;
}

/** The open connections of the control port, each with its unfinished requests. */
export class ControlConnections {
  /** Real time. */
  readonly #clock: Clock;
  readonly #open = new Connections<ControlConnection>();
  readonly #listener: AdmissionListener;
  #isStopping = false;
  #accepted = 0;

  constructor(clock: Clock, listener: AdmissionListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /**
   * Adds a connection until it is closed. At the limit the one that has been idle for longest makes room; where none
   * is idle, one more is taken for probes, and further ones are closed without a byte.
   */
  add(socket: Socket): void {
    this.#accepted += 1;
    const connection = new ControlConnection(socket, socket, this.#clock);
    if (this.#open.staying >= maxConnections) {
      const makesRoom = this.#open.idleLongest();
      connection.isForProbes = makesRoom === undefined || makesRoom.isForProbes;
      if (makesRoom !== undefined) {
        this.#open.leave(makesRoom);
        makesRoom.close();
        this.#listener.onMadeRoom(makesRoom.peer);
      } else if (this.#open.staying > maxConnections) {
        connection.close();
        this.#listener.onRefused(connection.peer);
        return;
      }
    }
    // Node calls this after the last reply of a connection.
    socket.destroySoon = () => this.#finish(connection);
    this.#open.add(connection, () => connection.deadline?.cancel());
    if (connection.isForProbes)
      connection.deadline = this.#clock.setTimeout(() => connection.close(), probeTimeout);
  }

  /** Registers a request; undefined if its connection is already closed. */
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

  /** Marks the reply of a connection as a stream. */
  markStream(connection: ControlConnection): void {
    connection.isStream = true;
    this.#open.changed();
  }

  /** Starts the deadline for reading a written reply. */
  watch(socket: Socket): void {
    const connection = this.#open.find(socket);
    if (connection === undefined || connection.deadline !== undefined) return;
    connection.deadline = this.#clock.setTimeout(() => connection.close(), writeTimeout);
  }

  /** Resolves when what clients had sent at the call was taken. */
  takeWaiting(): Promise<void> {
    return waitingInputTaken({
      connections: () => this.#accepted,
      bytes: () => this.#open.all().reduce((sum, { bytesIn }) => sum + bytesIn, 0),
      isAnyOpen: () => this.#open.size > 0,
    });
  }

  /** Ends the connections without a complete request; resolves when all but the streams are closed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { requests } of this.#open.all()) {
      // Node.js would not reply to those behind it.
      const last = [...requests].at(-1)?.response;
      if (last?.headersSent === false) last.shouldKeepAlive = false;
    }
    this.#open.endIdle();
    await this.#open.until(() => this.#open.all().every(({ isStream }) => isStream));
  }

  /** Resolves when all connections are closed. */
  async ended(): Promise<void> {
    await this.#open.until(() => this.#open.size === 0);
  }

  /** Destroys the remaining connections, with or without the streams. */
  force(which: 'replies' | 'all'): void {
    for (const connection of this.#open.all())
      if (which === 'all' || !connection.isStream) connection.close();
  }

  /** The place for probes is free again with the reply: the next probe need not wait until the client has closed. */
  #finish(connection: ControlConnection): void {
    if (!connection.isForProbes) {
      connection.finish();
      return;
    }
    this.#open.leave(connection);
    connection.raw.end(() => connection.close());
  }

  #settle(connection: ControlConnection, request: ControlRequest): void {
    const { raw, requests } = connection;
    requests.delete(request);
    connection.deadline?.cancel();
    connection.deadline = undefined;
    if (raw.destroyed) return;
    if (request.complete) connection.inputTaken();
    connection.rest();
    const [next] = requests;
    if (next?.response.writableEnded === true) this.watch(raw);
    if (this.#isStopping && requests.size === 0) connection.finish();
  }
}
