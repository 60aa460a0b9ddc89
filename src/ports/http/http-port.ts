import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connection } from '../connection.js';
import type { Port, PortContext } from '../port.js';
import type { ListenerLimits } from '../tcp-listener.js';
import { TcpPort } from '../tcp-port.js';
import { arrivalEndReason } from './arrival-error.js';
import { setCorsHeaders } from './cors.js';
import { HttpServing } from './http-serving.js';
import type { HttpAnswers, HttpLimits, HttpSettings } from './http-settings.js';
import { nodeTimeouts } from './node-timeouts.js';
import { statusWithoutCommand } from './router.js';
import { awaitHandshake } from './tls-handshake.js';
import { parseFromStream } from './tls-input.js';

/** TLS of a port. */
interface TlsOptions {
  /** Puts a TLS socket over the raw socket of a new connection. */
  readonly wrap: (raw: Socket) => Socket;
  /** Time that a handshake may take, real ms; 0 for unlimited. */
  readonly handshakeTimeout: () => number;
}

/** Options of an HTTP port beside its settings. */
export interface HttpPortOptions {
  /** Default: that of the settings. */
  readonly port?: number;
  /** Default: no TLS. */
  readonly tls?: TlsOptions;
}

/**
 * The radio's HTTP port: JSON-RPC by POST, whatever the Content-Type (interface.md A.2). The listener accepts the raw
 * sockets; Node's HTTP server never listens itself and gets the stream of each connection. It is made for the first
 * one: a port without a client has none, and no timer.
 */
export class HttpPort<Name extends string = 'http', Settings extends HttpSettings = HttpSettings>
  extends TcpPort
  implements Port<Settings>
{
  #limits: HttpLimits & HttpAnswers;
  readonly #context: PortContext<Name>;
  readonly #tls: TlsOptions | undefined;
  #server: Server | undefined;
  readonly #serving: HttpServing<Name>;
  #stopped: Promise<void> | undefined;

  constructor(settings: Settings, context: PortContext<Name>, { port, tls }: HttpPortOptions = {}) {
    const { host, http: limits, blackout } = settings;
    const { name, sink, pages, sessions, delays, socketClock, fateOf, listener } = context;
    super({
      name,
      socketClock,
      fateOf,
      listener,
      address: { host, port: port ?? limits.port },
      limits: listenerLimits(limits),
      wrap: tls?.wrap,
      onOpen: (connection) => this.#onOpen(connection),
    });
    this.#limits = limits;
    this.#context = context;
    this.#tls = tls;
    this.#serving = new HttpServing({
      name,
      sink,
      pages,
      sessions,
      delays,
      blackoutAs503: blackout === 'http-503',
      limits: () => this.#limits,
      isStopping: () => this.listener.isStopping,
    });
  }

  /** Node.js may apply shorter timeouts 1 s late. */
  configure({ http: limits }: Settings): void {
    this.#limits = limits;
    if (this.#server !== undefined) {
      const { headersTimeout, requestTimeout, keepAliveTimeout } = nodeTimeouts(limits);
      Object.assign(this.#server, { headersTimeout, requestTimeout, keepAliveTimeout });
    }
    this.listener.configure(listenerLimits(limits));
  }

  override stop(): Promise<void> {
    // Its close stops the timer with which Node's HTTP server looks for late requests.
    this.#stopped ??= super.stop().then(() => void this.#server?.close());
    return this.#stopped;
  }

  #newServer(): Server {
    const server = createServer({ requireHostHeader: false, ...nodeTimeouts(this.#limits) });
    // A client that has sent its FIN still waits for its reply.
    Object.assign(server, { httpAllowHalfOpen: true });
    // Node.js would drop the headers after the 1,000th unseen. Their names and values are bounded: 16 KiB.
    server.maxHeadersCount = 0;
    this.#listenTo(server);
    // Node's HTTP server begins to look for late requests with this event.
    server.emit('listening');
    return server;
  }

  #listenTo(server: Server): void {
    server.on('request', (request, response) => this.#onRequest(request, response));
    server.on('checkContinue', (request, response) => {
      const isWanted = this.#statusOf(request) === undefined;
      if (isWanted && !this.listener.isHanging && this.#find(request)?.neverReplies === false)
        response.writeContinue();
      this.#onRequest(request, response);
    });
    server.on('checkExpectation', (request, response) => {
      response.sendDate = false;
      const connection = this.#find(request);
      if (connection === undefined || connection.neverReplies || this.listener.isHanging)
        this.#ignore(request, connection);
      else this.#serving.sendStatus(this.#serving.begin(connection, request, response), 417);
    });
    server.on('connect', (_request, socket: Duplex) => this.#onConnect(socket));
    // Idle keep-alive timeout: Node would destroy the socket without telling us why.
    server.on('timeout', (socket: Socket) => this.listener.find(socket)?.destroy('idle-timeout'));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#onClientError(error, socket));
  }

  #find({ socket }: IncomingMessage): Connection | undefined {
    return this.listener.find(socket);
  }

  #onOpen(connection: Connection): void {
    const { stream } = connection;
    // Node.js calls this after the last reply of a connection.
    stream.destroySoon = () => {
      if (connection.afterLastReply === undefined) connection.finish();
    };
    if (connection.neverReplies) this.#serving.limitIdle(connection);
    if (this.#tls === undefined) this.#serve(connection);
    // A client that never has a reply has no handshake either.
    else if (connection.neverReplies) stream.resume();
    else this.#serveAfterHandshake(connection, this.#tls);
  }

  #serveAfterHandshake(connection: Connection, { handshakeTimeout }: TlsOptions): void {
    awaitHandshake(connection, this.#context.socketClock, handshakeTimeout(), () => {
      connection.secured();
      this.#serve(connection);
    });
  }

  #serve(connection: Connection): void {
    this.#server ??= this.#newServer();
    this.#server.emit('connection', connection.stream);
    if (this.#tls !== undefined) parseFromStream(connection.stream);
    connection.stayPausedWhileWaiting();
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    const connection = this.#find(request);
    if (connection === undefined || connection.neverReplies || this.listener.isHanging) {
      this.#ignore(request, connection);
      return;
    }
    setCorsHeaders(request, response, this.#limits);
    const exchange = this.#serving.begin(connection, request, response);
    const status = this.#statusOf(request);
    if (status === undefined) this.#serving.collect(exchange);
    else this.#serving.sendStatus(exchange, status);
  }

  #statusOf(request: IncomingMessage): number | undefined {
    return statusWithoutCommand(request, this.#limits, this.#context.sessions?.isOn === true);
  }

  /** Sends no reply and reads no further: unread input stays with the system and takes no memory here. */
  #ignore({ socket }: IncomingMessage, connection: Connection | undefined): void {
    this.#context.socketClock.setTimeout(() => socket.pause(), 0);
    if (connection?.neverReplies) this.#serving.limitIdle(connection);
  }

  /** Bytes that are not HTTP, or that came too slowly. */
  #onClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
    const connection = this.listener.find(socket);
    if (connection === undefined) {
      socket.destroy();
      return;
    }
    if (this.listener.isHanging || connection.neverReplies || connection.isEnding) return;
    // What follows a request with `Connection: close` is not looked at.
    if (error.code === 'HPE_CLOSED_CONNECTION') return;
    const reason = arrivalEndReason(error.code, connection.latest);
    if (reason !== undefined) connection.setEndReason(reason);
    const status = clientErrors.get(error.code) ?? '400 Bad Request';
    this.#serving.rejectAfterReplies(connection, `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  }

  /** A tunnel is refused. Node.js leaves it to us to end its socket. */
  #onConnect(socket: Duplex): void {
    const connection = this.listener.find(socket);
    if (connection === undefined) socket.destroy();
    else if (!this.listener.isHanging && !connection.neverReplies)
      this.#serving.rejectAfterReplies(connection, tunnelRefusal);
  }
}

function listenerLimits(limits: HttpLimits): ListenerLimits {
  const { maxConnections, maxConnectionsPerAddress: maxPerAddress, atLimit, writeTimeout } = limits;
  return { maxConnections, maxPerAddress, atLimit, writeTimeout };
}

const tunnelRefusal =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

const clientErrors: ReadonlyMap<string | undefined, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
]);
