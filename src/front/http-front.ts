import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Clock } from '../clock.js';
import type { RequestHandler } from '../rpc/request-handler.js';
import { type Connection, Connections, type RefusalReason } from './connections.js';
import { type Address, type Front, closeServer, listenOn } from './front.js';

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
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
}

/** Paths of the API (interface.md A.1). */
const apiPaths = new Set(['/streamscape_api', '/cgi-bin/streamscape_api']);

/** How often Node.js looks for connections past their header or request deadline, ms. */
const deadlineCheckInterval = 1_000;

/** The radio's HTTP port: JSON-RPC by POST, whatever the Content-Type says (interface.md A.2). */
export class HttpFront implements Front {
  readonly #options: HttpFrontOptions;
  readonly #server: Server;
  readonly #connections: Connections;
  #stopping = false;

  constructor(options: HttpFrontOptions) {
    this.#options = options;
    const { limits } = options;
    this.#server = createServer({
      requireHostHeader: false,
      headersTimeout: limits.headerTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      connectionsCheckingInterval: deadlineCheckInterval,
    });
    // A client that has sent its FIN still waits for its answer.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    this.#connections = new Connections({
      port: 'http',
      server: this.#server,
      limit: limits.maxConnections,
      addressLimit: limits.maxConnectionsPerAddress,
      onOpen: () => undefined,
      onRefused: options.onRefused,
    });
    this.#server.on('request', (request, response) => this.#onRequest(request, response));
    this.#server.on('checkContinue', (request, response) => {
      if (this.#routeError(request) === undefined) response.writeContinue();
      this.#onRequest(request, response);
    });
  }

  listen(): Promise<Address> {
    return listenOn(this.#server, 'http', this.#options.address);
  }

  stop(): Promise<void> {
    this.#stopping = true;
    const closed = closeServer(this.#server);
    this.#connections.dropIncomplete();
    return closed;
  }

  force(): number {
    return this.#connections.destroyAll();
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    const connection = this.#connections.of(request.socket);
    if (connection === undefined) return;
    const error = this.#routeError(request);
    if (error !== undefined) {
      request.resume();
      refuse(response, error);
      return;
    }
    this.#collect(request, response, (body) => void this.#serve(connection, response, body));
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
    response.once('close', () => {
      connection.pending -= 1;
      if (this.#stopping && connection.pending === 0) connection.socket.destroySoon();
    });
    const text = await this.#options.handler.handle(body, connection.origin, connection.gone);
    if (connection.gone.aborted) return;
    if (this.#stopping && connection.pending === 1) response.shouldKeepAlive = false;
    if (text === undefined) response.writeHead(204).end();
    else {
      const bytes = Buffer.from(text);
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length })
        .end(bytes);
    }
    if (!response.writableFinished) this.#limitWrite(connection, response);
  }

  #limitWrite({ socket }: Connection, response: ServerResponse): void {
    const { socketClock, limits } = this.#options;
    const timer = socketClock.setTimeout(() => socket.destroy(), limits.writeTimeout);
    response.once('close', () => timer.cancel());
  }
}

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
