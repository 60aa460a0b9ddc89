import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Clock } from '../clock.js';
import type { Delays } from '../faults/delays.js';
import type { ConnectionFate } from '../faults/fault.js';
import type { HandlerReply, RequestHandler } from '../rpc/request-handler.js';
import type { Origin } from '../worker/job.js';
import type { Connection } from './connection.js';
import { arrivalFault } from './arrival-fault.js';
import { Body } from './body.js';
import { isPlain, sendFaulty, sendPlain } from './http-delivery.js';
import type { Front } from './front.js';
import { HttpExchange } from './http-exchange.js';
import { routeError } from './http-route.js';
import type { Address } from '../listen.js';
import { type ArrivalTimeouts, nodeTimeouts } from './node-timeouts.js';
import { type DarkFace, Port, type PortLimits, type PortListener } from './port.js';
import type { PortFigures } from './tally.js';

/** Limits of the HTTP port; times in real ms. */
export interface HttpFrontLimits extends ArrivalTimeouts {
  /** Connections at once; 0 for no limit. */
  readonly maxConnections: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly maxConnectionsPerAddress: number;
  /** A request's body, bytes. */
  readonly maxBodyBytes: number;
  /** Held for one connection beside one request or reply, bytes; 0 for no limit. */
  readonly maxBufferedBytes: number;
  /** Until the client has taken the reply. */
  readonly writeTimeout: number;
}

/** What an HTTP port is made from. */
export interface HttpFrontOptions {
  readonly address: Address;
  readonly limits: HttpFrontLimits;
  readonly handler: RequestHandler;
  /** Answer a request in blackout with HTTP 503 and an empty body. */
  readonly darkAs503: boolean;
  /** What a fault drags out. */
  readonly delays: Delays;
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
  readonly listener: PortListener;
}

type Delivered = Extract<HandlerReply, { kind: 'delivery' }>;

/** The radio's HTTP port: JSON-RPC by POST, whatever the Content-Type says (interface.md A.2). */
export class HttpFront implements Front {
  readonly #options: HttpFrontOptions;
  #limits: HttpFrontLimits;
  readonly #server: Server;
  readonly #port: Port;
  #stop: Promise<void> | undefined;

  constructor(options: HttpFrontOptions) {
    this.#options = options;
    const { limits, address, socketClock, fateOf, listener } = options;
    this.#limits = limits;
    this.#server = createServer({
      requireHostHeader: false,
      ...nodeTimeouts(limits),
    });
    // A client that has sent its FIN still waits for its answer.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    this.#port = new Port({
      name: 'http',
      server: this.#server,
      address,
      ...portLimitsOf(limits),
      socketClock,
      fateOf,
      onOpen: (connection) => {
        if (connection.isMute) this.#limitIdle(connection);
      },
      listener,
    });
    this.#server.on('request', (request, response) => this.#onRequest(request, response));
    this.#server.on('checkContinue', (request, response) => {
      const isWanted = routeError(request, this.#limits.maxBodyBytes) === undefined;
      if (isWanted && !this.#port.hangs && this.#port.of(request.socket)?.isMute === false)
        response.writeContinue();
      this.#onRequest(request, response);
    });
    this.#server.on('checkExpectation', (request, response) => {
      response.sendDate = false;
      const connection = this.#port.of(request.socket);
      if (connection === undefined || connection.isMute || this.#port.hangs)
        this.#ignore(request, connection);
      else this.#begin(connection, request, response).refuse(417);
    });
    this.#server.on('connect', (_request, socket: Duplex) => this.#onConnect(socket));
    // Between two requests; by itself Node.js would destroy it without a word to us.
    this.#server.on('timeout', (socket: Socket) => this.#port.of(socket)?.cut('idle-timeout'));
    this.#server.on('clientError', (fault: NodeJS.ErrnoException, socket) =>
      this.#onClientError(fault, socket),
    );
  }

  /** Has other limits hold for what comes; Node.js may be 1 s late with shorter ones. */
  configure(limits: HttpFrontLimits): void {
    this.#limits = limits;
    const { headersTimeout, requestTimeout, keepAliveTimeout } = nodeTimeouts(limits);
    Object.assign(this.#server, { headersTimeout, requestTimeout, keepAliveTimeout });
    this.#port.configure(portLimitsOf(limits));
  }

  listen(): Promise<Address> {
    return this.#port.open();
  }

  darken(face: DarkFace): void {
    this.#port.darken(face);
  }

  lighten(): Promise<void> {
    return this.#port.lighten();
  }

  reopen(): Promise<void> {
    return this.#port.reopen();
  }

  stop(): Promise<void> {
    this.#stop ??= this.#port.stop();
    return this.#stop;
  }

  force(): number {
    return this.#port.force();
  }

  figures(): PortFigures {
    return this.#port.figures();
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    const connection = this.#port.of(request.socket);
    if (connection === undefined || connection.isMute || this.#port.hangs) {
      this.#ignore(request, connection);
      return;
    }
    const exchange = this.#begin(connection, request, response);
    const error = routeError(request, this.#limits.maxBodyBytes);
    if (error === undefined) this.#collect(exchange);
    else exchange.refuse(error);
  }

  #begin(connection: Connection, request: IncomingMessage, response: ServerResponse): HttpExchange {
    const exchange = new HttpExchange(connection, request, response);
    connection.requests.add(exchange);
    connection.latest = exchange;
    connection.idle?.cancel();
    response.once('close', () => this.#settle(exchange));
    if (connection.requests.size > mostOpenRequests) connection.cut('too-many-requests');
    return exchange;
  }

  /** Nothing is said, and nothing more is read: what is not read takes no memory. */
  #ignore({ socket }: IncomingMessage, connection: Connection | undefined): void {
    this.#options.socketClock.setTimeout(() => socket.pause(), 0);
    if (connection?.isMute) this.#limitIdle(connection);
  }

  /** Reads the body; past the limit the rest is discarded as it comes, so that the client gets to read the 413. */
  #collect(exchange: HttpExchange): void {
    const body = new Body(this.#limits.maxBodyBytes);
    exchange.request.on('data', (piece: Buffer) => {
      if (!exchange.written && !body.add(piece)) exchange.refuse(413);
    });
    exchange.request.on('end', () => {
      if (!exchange.written) void this.#serve(exchange, body.bytes);
    });
  }

  async #serve(exchange: HttpExchange, body: Uint8Array): Promise<void> {
    const { connection } = exchange;
    const { handler, delays } = this.#options;
    this.#hold(exchange, body.length);
    connection.unwritten += 1;
    const reply = await handler.handle(body, connection.origin, connection.gone);
    if (reply.kind === 'delivery') {
      const { text = '', copies, delayMs } = reply.delivery;
      this.#hold(exchange, text.length * copies);
      if (delayMs > 0) await delays.wait(delayMs, connection.gone);
    }
    connection.unwritten -= 1;
    // Who is gone already has a reason.
    if (reply.kind === 'cancelled') connection.cut('client-reset');
    else if (reply.delivery.ending === 'silence') {
      connection.isMute = true;
      this.#settle(exchange);
    } else this.#send(exchange, reply);
  }

  /** Notes what is held for a request; a client that has us hold too much beside it is cut. */
  #hold(exchange: HttpExchange, bytes: number): void {
    if (!exchange.hold(bytes, this.#limits.maxBufferedBytes)) exchange.connection.cut('buffer-full');
  }

  #send(exchange: HttpExchange, { delivery, dark }: Delivered): void {
    const { connection, response } = exchange;
    exchange.written = true;
    const isLast = connection.gone.aborted || (this.#port.stopping && connection.pending === 1);
    if (isLast) response.shouldKeepAlive = false;
    if (dark && this.#options.darkAs503) response.writeHead(503, { 'Content-Length': 0 }).end();
    else if (isPlain(delivery)) sendPlain(response, delivery.text);
    else void sendFaulty(response, connection, delivery, this.#options.delays);
    connection.writes.watch();
  }

  /** A request has had its whole reply, or never will. */
  #settle(exchange: HttpExchange): void {
    const { connection } = exchange;
    if (!connection.requests.delete(exchange)) return;
    exchange.hold(0, 0);
    if (connection.latest === exchange && exchange.complete) connection.latest = undefined;
    // The reply behind it is on its way now.
    connection.writes.watch();
    if (connection.pending > 0) return;
    connection.farewell?.();
    if (this.#port.stopping) connection.socket.destroySoon();
    else if (connection.requests.size === 0 && !connection.socket.destroyed) this.#limitIdle(connection);
  }

  /** Node.js ends idle connections by itself, but not those that send blank lines or that a fault keeps silent. */
  #limitIdle(connection: Connection): void {
    const { keepAliveTimeout } = this.#limits;
    if (keepAliveTimeout === 0) return;
    connection.idle?.cancel();
    connection.idle = this.#options.socketClock.setTimeout(
      () => connection.cut(connection.isMute ? 'fault' : 'idle-timeout'),
      keepAliveTimeout + idleMargin,
    );
  }

  /** Bytes that are no HTTP, or came too slowly. */
  #onClientError(fault: NodeJS.ErrnoException, socket: Duplex): void {
    const connection = this.#port.of(socket);
    if (connection === undefined) {
      socket.destroy();
      return;
    }
    if (this.#port.hangs || connection.isMute) return;
    const reason = arrivalFault(fault.code, connection.latest);
    if (reason !== undefined) connection.blame(reason);
    const status = clientErrors.get(fault.code) ?? '400 Bad Request';
    this.#dismiss(connection, `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  }

  /** A tunnel is refused. Node.js hands the bare socket over, which is ours to end. */
  #onConnect(socket: Duplex): void {
    const connection = this.#port.of(socket);
    if (connection === undefined) socket.destroy();
    else if (!this.#port.hangs && !connection.isMute) this.#dismiss(connection, tunnelRefusal);
  }

  /** Says a last word once the requests before have their replies, and ends the connection. */
  #dismiss(connection: Connection, word: string): void {
    const { socket } = connection;
    connection.farewell = () => {
      connection.farewell = undefined;
      if (socket.writable) socket.write(word);
      socket.destroySoon();
      connection.writes.watch();
    };
    if (connection.pending === 0) connection.farewell();
  }
}

function portLimitsOf(limits: HttpFrontLimits): PortLimits {
  const { maxConnections: limit, maxConnectionsPerAddress: addressLimit, writeTimeout } = limits;
  return { limit, addressLimit, writeTimeout };
}

const tunnelRefusal =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Requests that one connection may have open; a client that sends more without taking its replies is cut. */
const mostOpenRequests = 2_000;

/** How long Node.js may be late in ending an idle connection, ms. */
const idleMargin = 1_000;

const clientErrors: ReadonlyMap<string | undefined, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
]);
