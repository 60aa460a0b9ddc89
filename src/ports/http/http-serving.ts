import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../core/time/clock.js';
import type { Delays } from '../../faults/delays.js';
import { deafen } from '../../net/linger.js';
import type { HandlerReply, RequestHandler } from '../../command-path/request-handler.js';
import { Body } from './body.js';
import type { Connection } from '../connection.js';
import { isPlain, sendFaulty, sendPlain } from './http-delivery.js';
import { HttpExchange } from './http-exchange.js';
import type { HttpFrontLimits } from './http-limits.js';

/** What requests are served with. */
export interface HttpServingOptions {
  readonly handler: RequestHandler;
  /** Answer a request in blackout with HTTP 503 and an empty body. */
  readonly darkAs503: boolean;
  /** What a fault drags out. */
  readonly delays: Delays;
  /** Real time: a client's slowness does not obey the simulation. */
  readonly socketClock: Clock;
}

/** What the port says while it serves. */
export interface HttpServingHost {
  readonly limits: () => HttpFrontLimits;
  /** Whether the port takes no more requests because it is to close. */
  readonly isStopping: () => boolean;
}

/** Requests that one connection may have open; a client that sends more without taking its replies is cut. */
const mostOpenRequests = 2_000;

/** How long Node.js may be late in ending an idle connection, ms. */
const idleMargin = 1_000;

type Delivered = Extract<HandlerReply, { kind: 'delivery' }>;

/** Serves the requests of one HTTP port, from the first byte of each to the last of its reply. */
export class HttpServing {
  readonly #options: HttpServingOptions;
  readonly #host: HttpServingHost;

  constructor(options: HttpServingOptions, host: HttpServingHost) {
    this.#options = options;
    this.#host = host;
  }

  /** A request has begun to come in. */
  begin(connection: Connection, request: IncomingMessage, response: ServerResponse): HttpExchange {
    const exchange = new HttpExchange(connection, request, response);
    connection.requests.add(exchange);
    connection.latest = exchange;
    connection.idle?.cancel();
    response.once('close', () => this.#settle(exchange));
    if (connection.requests.size > mostOpenRequests) connection.cut('too-many-requests');
    return exchange;
  }

  /** Reads the body; past the limit the rest is discarded as it comes, so that the client gets to read the 413. */
  collect(exchange: HttpExchange): void {
    const body = new Body(this.#host.limits().maxBodyBytes);
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
    if (reply.kind === 'delivery' && connection.requests.has(exchange)) {
      const { text = '', copies, delayMs } = reply.delivery;
      this.#hold(exchange, text.length * copies);
      if (delayMs > 0) await delays.wait(delayMs, connection.gone);
    }
    connection.unwritten -= 1;
    if (!connection.requests.has(exchange)) return;
    // Who is gone already has a reason.
    if (reply.kind === 'cancelled') connection.cut('client-reset');
    else if (reply.delivery.ending === 'silence') this.#silence(exchange);
    else this.#send(exchange, reply);
  }

  /** This request is never answered, nor are those behind it: replies go out in the order of requests. */
  #silence(exchange: HttpExchange): void {
    const { connection } = exchange;
    const { requests } = connection;
    connection.isMute = true;
    connection.farewell = undefined;
    const all = [...requests];
    for (const behind of all.slice(all.indexOf(exchange) + 1)) requests.delete(behind);
    this.#settle(exchange);
  }

  /** Notes what is held for a request; a client that has us hold too much beside it is cut. */
  #hold(exchange: HttpExchange, bytes: number): void {
    if (!exchange.hold(bytes, this.#host.limits().maxBufferedBytes)) exchange.connection.cut('buffer-full');
  }

  #send(exchange: HttpExchange, { delivery, dark }: Delivered): void {
    const { connection, response } = exchange;
    exchange.written = true;
    const isLast = connection.gone.aborted || (this.#host.isStopping() && connection.pending === 1);
    if (isLast) response.shouldKeepAlive = false;
    if (dark && this.#options.darkAs503) response.writeHead(503, { 'Content-Length': 0 }).end();
    else if (isPlain(delivery)) sendPlain(response, delivery.text);
    else exchange.inTurn(() => void sendFaulty(response, connection, delivery, this.#options.delays));
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
    const [next] = connection.requests;
    if (connection.socket.writable) next?.onTurn?.();
    if (connection.pending > 0) return;
    connection.farewell?.();
    if (this.#host.isStopping() || connection.gone.aborted) connection.finish();
    else if (connection.requests.size === 0 && connection.socket.writable) this.limitIdle(connection);
  }

  /** Node.js ends idle connections by itself, but not those that send blank lines or that a fault keeps silent. */
  limitIdle(connection: Connection): void {
    const { keepAliveTimeout } = this.#host.limits();
    if (keepAliveTimeout === 0) return;
    connection.idle?.cancel();
    connection.idle = this.#options.socketClock.setTimeout(
      () => connection.cut(connection.isMute ? 'fault' : 'idle-timeout'),
      keepAliveTimeout + idleMargin,
    );
  }

  /** Says a last word once the requests before have their replies, and ends the connection. */
  dismiss(connection: Connection, word: string): void {
    const { socket } = connection;
    deafen(socket);
    connection.farewell = () => {
      connection.farewell = undefined;
      if (socket.writable) socket.write(word);
      connection.finish();
      connection.writes.watch();
    };
    if (connection.pending === 0) connection.farewell();
  }
}
