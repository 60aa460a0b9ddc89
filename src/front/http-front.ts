import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Clock } from '../clock.js';
import type { ConnectionFate } from '../faults/fault.js';
import type { HandlerReply, RequestHandler } from '../rpc/request-handler.js';
import type { Origin } from '../worker/job.js';
import type { Connection } from './connection.js';
import { isPlain, sendFaulty, sendPlain } from './http-delivery.js';
import type { Front } from './front.js';
import type { Address } from './listen.js';
import { type DarkFace, Port, type RefusalReason } from './port.js';

/** Limits of the HTTP port; times in real ms. */
export interface HttpFrontLimits {
  /** Connections at once; 0 for no limit. */
  readonly maxConnections: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly maxConnectionsPerAddress: number;
  /** A request's body, bytes. */
  readonly maxBodyBytes: number;
  /** Until the headers are complete. */
  readonly headerTimeout: number;
  /** Until the request is complete. */
  readonly requestTimeout: number;
  /** Between two requests on one connection. */
  readonly keepAliveTimeout: number;
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
  /** Device time: what a fault drags out obeys it. */
  readonly deviceClock: Clock;
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
}

type Delivered = Extract<HandlerReply, { kind: 'delivery' }>;

/** Paths of the API (interface.md A.1). */
const apiPaths = new Set(['/streamscape_api', '/cgi-bin/streamscape_api']);

/** How often Node.js looks for connections past their header or request deadline, ms. */
const deadlineCheckInterval = 1_000;

/** The radio's HTTP port: JSON-RPC by POST, whatever the Content-Type says (interface.md A.2). */
export class HttpFront implements Front {
  readonly #options: HttpFrontOptions;
  readonly #server: Server;
  readonly #port: Port;
  #stop: Promise<void> | undefined;

  constructor(options: HttpFrontOptions) {
    this.#options = options;
    const { limits, address, socketClock, fateOf, onRefused } = options;
    this.#server = createServer({
      requireHostHeader: false,
      headersTimeout: limits.headerTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      connectionsCheckingInterval: deadlineCheckInterval,
    });
    // A client that has sent its FIN still waits for its answer.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    this.#port = new Port({
      name: 'http',
      server: this.#server,
      address,
      limit: limits.maxConnections,
      addressLimit: limits.maxConnectionsPerAddress,
      socketClock,
      fateOf,
      onOpen: () => undefined,
      onRefused,
    });
    this.#server.on('request', (request, response) => this.#onRequest(request, response));
    this.#server.on('checkContinue', (request, response) => {
      if (!this.#port.hangs && this.#routeError(request) === undefined) response.writeContinue();
      this.#onRequest(request, response);
    });
    this.#server.on('clientError', (fault: NodeJS.ErrnoException, socket) =>
      this.#onClientError(fault, socket),
    );
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

  stop(): Promise<void> {
    this.#stop ??= this.#port.stop();
    return this.#stop;
  }

  force(): number {
    return this.#port.force();
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    const connection = this.#port.of(request.socket);
    const error = this.#routeError(request);
    if (connection === undefined || connection.isMute || this.#port.hangs) request.resume();
    else if (error !== undefined) {
      request.resume();
      refuse(response, error);
    } else this.#collect(request, response, (body) => void this.#serve(connection, response, body));
  }

  /** The HTTP status of a request that is none for the API, or undefined. */
  #routeError(request: IncomingMessage): number | undefined {
    if (!apiPaths.has(pathOf(request.url ?? ''))) return 404;
    if (request.method !== 'POST') return 405;
    return Number(request.headers['content-length'] ?? 0) > this.#options.limits.maxBodyBytes
      ? 413
      : undefined;
  }

  /** Reads the body; past the limit the rest is discarded as it comes, so that the client gets to read the 413. */
  #collect(request: IncomingMessage, response: ServerResponse, onBody: (body: Uint8Array) => void): void {
    let chunks: Buffer[] = [];
    let size = 0;
    let refused = false;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (refused) return;
      if (size > this.#options.limits.maxBodyBytes) {
        refused = true;
        chunks = [];
        refuse(response, 413);
      } else chunks.push(chunk);
    });
    request.on('end', () => {
      if (!refused) onBody(Buffer.concat(chunks));
    });
  }

  async #serve(connection: Connection, response: ServerResponse, body: Uint8Array): Promise<void> {
    connection.pending += 1;
    connection.unwritten += 1;
    let isPending = true;
    const settle = () => {
      if (!isPending) return;
      isPending = false;
      connection.pending -= 1;
      if (connection.pending > 0) return;
      connection.farewell?.();
      if (this.#port.stopping) connection.socket.destroySoon();
    };
    response.once('close', settle);
    const reply = await this.#options.handler.handle(body, connection.origin, connection.gone);
    connection.unwritten -= 1;
    if (reply.kind === 'cancelled') connection.socket.destroy();
    else if (reply.delivery.ending === 'silence') {
      this.#limitSilence(connection);
      settle();
    } else this.#send(connection, response, reply);
  }

  #send(connection: Connection, response: ServerResponse, { delivery, dark }: Delivered): void {
    const isLast = connection.gone.aborted || (this.#port.stopping && connection.pending === 1);
    if (isLast) response.shouldKeepAlive = false;
    if (dark && this.#options.darkAs503) response.writeHead(503, { 'Content-Length': 0 }).end();
    else if (isPlain(delivery)) sendPlain(response, delivery.text);
    else void sendFaulty(response, connection, delivery, this.#options.deviceClock);
    if (!response.writableFinished && delivery.drip === undefined) this.#limitWrite(connection, response);
  }

  /** A connection that a fault keeps silent is not kept for ever. */
  #limitSilence({ socket }: Connection): void {
    const { socketClock, limits } = this.#options;
    const timer = socketClock.setTimeout(() => socket.destroy(), limits.keepAliveTimeout);
    socket.once('close', () => timer.cancel());
  }

  #limitWrite({ socket }: Connection, response: ServerResponse): void {
    const { socketClock, limits } = this.#options;
    const timer = socketClock.setTimeout(() => socket.destroy(), limits.writeTimeout);
    response.once('close', () => timer.cancel());
  }

  /** Bytes that are no HTTP, or came too slowly: says so once the requests before them have their answers. */
  #onClientError(fault: NodeJS.ErrnoException, socket: Duplex): void {
    const connection = socket instanceof Socket ? this.#port.of(socket) : undefined;
    if (this.#port.hangs || connection?.isMute) return;
    const farewell = () => {
      if (socket.writable)
        socket.end(
          `HTTP/1.1 ${clientErrors.get(fault.code) ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`,
        );
      if (socket instanceof Socket) socket.destroySoon();
      else socket.destroy();
    };
    if (connection === undefined || connection.pending === 0) farewell();
    else connection.farewell = farewell;
  }
}

const clientErrors: ReadonlyMap<string | undefined, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
]);

function pathOf(url: string): string {
  const path = /^https?:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? url;
  return path.split('?', 1)[0] ?? path;
}

const statusTexts: Readonly<Record<number, string>> = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
};

function refuse(response: ServerResponse, status: number): void {
  const text = `${status} ${statusTexts[status] ?? ''}\n`;
  if (status === 405) response.setHeader('Allow', 'POST');
  response
    .writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}
