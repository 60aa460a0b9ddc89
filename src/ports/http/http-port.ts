import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { ConnectionFate } from '../../faults/fault.js';
import type { Origin } from '../../worker/job.js';
import type { Connection } from '../connection.js';
import { arrivalFault } from './arrival-error.js';
import type { Front } from '../port.js';
import type { HttpFrontLimits } from './http-limits.js';
import { routeError } from './router.js';
import { HttpServing, type HttpServingOptions } from './http-serving.js';
import type { Address } from '../../net/listen.js';
import { nodeTimeouts } from './node-timeouts.js';
import { type DarkFace, Port, type PortLimits, type PortListener } from '../tcp-listener.js';
import type { PortFigures } from '../connection-stats.js';

/** What an HTTP port is made from. */
export interface HttpFrontOptions extends HttpServingOptions {
  readonly address: Address;
  readonly limits: HttpFrontLimits;
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
  readonly listener: PortListener;
}

/** The radio's HTTP port: JSON-RPC by POST, whatever the Content-Type says (interface.md A.2). */
export class HttpFront implements Front {
  readonly #options: HttpFrontOptions;
  #limits: HttpFrontLimits;
  readonly #server: Server;
  readonly #port: Port;
  readonly #serving: HttpServing;
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
        // What Node.js calls after the last reply of a connection.
        connection.socket.destroySoon = () => {
          if (connection.farewell === undefined) connection.finish();
        };
        if (connection.isMute) this.#serving.limitIdle(connection);
      },
      listener,
    });
    const isStopping = () => this.#port.stopping;
    this.#serving = new HttpServing(options, { limits: () => this.#limits, isStopping });
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
      else this.#serving.begin(connection, request, response).refuse(417);
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
    const exchange = this.#serving.begin(connection, request, response);
    const error = routeError(request, this.#limits.maxBodyBytes);
    if (error === undefined) this.#serving.collect(exchange);
    else exchange.refuse(error);
  }

  /** Nothing is said, and nothing more is read: what is not read takes no memory. */
  #ignore({ socket }: IncomingMessage, connection: Connection | undefined): void {
    this.#options.socketClock.setTimeout(() => socket.pause(), 0);
    if (connection?.isMute) this.#serving.limitIdle(connection);
  }

  /** Bytes that are no HTTP, or came too slowly. */
  #onClientError(fault: NodeJS.ErrnoException, socket: Duplex): void {
    const connection = this.#port.of(socket);
    if (connection === undefined) {
      socket.destroy();
      return;
    }
    if (this.#port.hangs || connection.isMute || connection.isDismissed) return;
    // What comes behind a request that says `Connection: close` is not looked at.
    if (fault.code === 'HPE_CLOSED_CONNECTION') return;
    const reason = arrivalFault(fault.code, connection.latest);
    if (reason !== undefined) connection.blame(reason);
    const status = clientErrors.get(fault.code) ?? '400 Bad Request';
    this.#serving.dismiss(connection, `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  }

  /** A tunnel is refused. Node.js hands the bare socket over, which is ours to end. */
  #onConnect(socket: Duplex): void {
    const connection = this.#port.of(socket);
    if (connection === undefined) socket.destroy();
    else if (!this.#port.hangs && !connection.isMute) this.#serving.dismiss(connection, tunnelRefusal);
  }
}

function portLimitsOf(limits: HttpFrontLimits): PortLimits {
  const { maxConnections: limit, maxConnectionsPerAddress: addressLimit, writeTimeout } = limits;
  return { limit, addressLimit, writeTimeout };
}

const tunnelRefusal =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

const clientErrors: ReadonlyMap<string | undefined, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
]);
