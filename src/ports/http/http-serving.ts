import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromise } from '../../core/realm.js';
import { discardInput } from '../../net/linger.js';
import type { Connection } from '../connection.js';
import type { PortContext } from '../port.js';
import type { RequestOrigin, Session } from '../request-origin.js';
import type { PageName, SinkReply } from '../request-sink.js';
import { Body } from './body.js';
import { isPlain, sendFaulty, sendPlain } from './http-delivery.js';
import { HttpExchange } from './http-exchange.js';
import type { HttpAnswers, HttpLimits } from './http-settings.js';
import { readyReplies } from './ready-replies.js';

/** A reply that has something to send. */
type Delivered = Extract<SinkReply, { kind: 'delivery' }>;

/** Sends a reply. */
type Send = (exchange: HttpExchange, reply: Delivered) => void;

/** Options of {@link HttpServing}. */
interface HttpServingOptions<Name extends string> extends Pick<
  PortContext<Name>,
  'name' | 'sink' | 'pages' | 'sessions' | 'delays'
> {
  /** Reply to a request in blackout with HTTP 503 and an empty body. */
  readonly blackoutAs503: boolean;
  readonly limits: () => HttpLimits & HttpAnswers;
  /** True while the port takes no more requests because it is stopping. */
  readonly isStopping: () => boolean;
}

/** Requests that one connection may have open; a client that sends more without taking its replies is disconnected. */
const maxOpenRequests = 2_000;

/** Longest delay of Node.js in ending an idle connection, ms. */
const idleMargin = 1_000;

/** Serves the requests of the HTTP port, from the first byte of each to the last byte of its reply. */
export class HttpServing<Name extends string> {
  readonly #options: HttpServingOptions<Name>;
  readonly #now: Send = (exchange, reply) => this.#send(exchange, reply);
  readonly #atTurnEnd: Send = (exchange, reply) => readyReplies.add(() => this.#send(exchange, reply));

  constructor(options: HttpServingOptions<Name>) {
    this.#options = options;
  }

  /** A request has begun to arrive. */
  begin(connection: Connection, request: IncomingMessage, response: ServerResponse): HttpExchange {
    const exchange = new HttpExchange(connection, request, response);
    connection.requests.add(exchange);
    connection.latest = exchange;
    connection.idle.stop();
    response.on('close', () => this.#settle(exchange));
    if (connection.requests.size > maxOpenRequests) connection.destroy('too-many-requests');
    return exchange;
  }

  /** Reads the body; past the limit the rest is discarded as it arrives, so that the client gets to read the 413. */
  collect(exchange: HttpExchange): void {
    const body = new Body(this.#options.limits().maxBodyBytes);
    exchange.request.on('data', (piece: Buffer) => {
      if (!exchange.written && !body.add(piece)) this.sendStatus(exchange, 413);
    });
    exchange.request.on('end', () => {
      const { bytes } = body;
      exchange.countInput(bytes.length);
      if (!exchange.written) this.#serve(exchange, bytes);
    });
  }

  /** Replies with a status alone. */
  sendStatus(exchange: HttpExchange, status: number): void {
    exchange.sendStatus(status, this.#options.limits());
  }

  #serve(exchange: HttpExchange, body: Uint8Array): void {
    const { connection } = exchange;
    this.#hold(exchange, body.length);
    connection.unwritten += 1;
    // A client that waits for each reply has its request handled at once.
    if (connection.requests.size === 1 && !connection.turns.isWaiting) this.#handle(exchange, body);
    else connection.turns.do(() => this.#handle(exchange, body));
  }

  #handle(exchange: HttpExchange, body: Uint8Array): void {
    const { connection } = exchange;
    const { sink, pages } = this.#options;
    const { page } = exchange;
    const origin = this.#originOf(exchange, page);
    const reply =
      page === undefined
        ? sink.handle(body, origin, connection.disconnected)
        : pages.handle(page, exchange.inputOf(page, body), origin, connection.disconnected);
    // What became ready by the clock is sent before the clock moves on.
    if (isPromise(reply)) void reply.then((ready) => this.#afterDelay(exchange, ready, this.#now));
    else this.#afterDelay(exchange, reply, this.#atTurnEnd);
  }

  /** The origin of a request, with its login session; the page to log in judges its cookie itself. */
  #originOf(exchange: HttpExchange, page: PageName | undefined): RequestOrigin<Name> {
    const { name, sessions } = this.#options;
    const origin = exchange.originOn(name);
    if (sessions === undefined || page === 'login') return origin;
    exchange.session = sessions.find(origin.credentials);
    return exchange.session === undefined ? origin : { ...origin, session: exchange.session };
  }

  #afterDelay(exchange: HttpExchange, reply: SinkReply, send: Send): void {
    const { connection } = exchange;
    if (reply.kind === 'delivery' && connection.requests.has(exchange)) {
      const { text = '', copies, delayMs } = reply.delivery;
      this.#hold(exchange, text.length * copies);
      if (delayMs > 0) {
        const { delays } = this.#options;
        void delays
          .wait(delayMs, connection.disconnected)
          .then(() => this.#deliver(exchange, reply, this.#now));
        return;
      }
    }
    this.#deliver(exchange, reply, send);
  }

  #deliver(exchange: HttpExchange, reply: SinkReply, send: Send): void {
    const { connection } = exchange;
    connection.unwritten -= 1;
    if (!connection.requests.has(exchange)) return;
    // A client that has disconnected already has an end reason.
    if (reply.kind === 'cancelled') connection.destroy('client-reset');
    else if (reply.delivery.ending === 'silence') this.#leaveUnanswered(exchange);
    else if (isPlain(reply.delivery)) send(exchange, reply);
    else this.#send(exchange, reply);
  }

  /** This request gets no reply, nor do those behind it: replies are sent in the order of requests. */
  #leaveUnanswered(exchange: HttpExchange): void {
    const { connection } = exchange;
    const { requests } = connection;
    connection.neverReplies = true;
    connection.afterLastReply = undefined;
    const all = [...requests];
    for (const behind of all.slice(all.indexOf(exchange) + 1)) requests.delete(behind);
    this.#settle(exchange);
  }

  /** Notes what is held for a request; a client for which too much is held beside it is disconnected. */
  #hold(exchange: HttpExchange, bytes: number): void {
    if (!exchange.hold(bytes, this.#options.limits().maxBufferedBytes))
      exchange.connection.destroy('buffer-full');
  }

  #send(exchange: HttpExchange, { delivery, outage, begun = exchange.session }: Delivered): void {
    const { connection, response } = exchange;
    if (!connection.requests.has(exchange)) return;
    exchange.written = true;
    if (begun !== undefined) this.#setCookie(response, begun);
    const isLast = connection.isDisconnected || (this.#options.isStopping() && connection.pending === 1);
    if (isLast) response.shouldKeepAlive = false;
    if (outage && this.#options.blackoutAs503) response.writeHead(503, { 'Content-Length': 0 }).end();
    else if (isPlain(delivery)) sendPlain(response, delivery);
    else exchange.inTurn(() => void sendFaulty(response, connection, delivery, this.#options.delays));
    connection.writes.watch();
  }

  /** Every reply in a session begins its lifetime anew (interface.md A.6). */
  #setCookie(response: ServerResponse, session: Session): void {
    const header = this.#options.sessions?.renew(session);
    if (header !== undefined) response.setHeader('Set-Cookie', header);
  }

  /** A request has had its whole reply, or never will. */
  #settle(exchange: HttpExchange): void {
    const { connection } = exchange;
    if (!connection.requests.delete(exchange)) return;
    exchange.hold(0, 0);
    if (connection.latest === exchange && exchange.complete) connection.latest = undefined;
    connection.rest();
    // The reply behind it is being sent now.
    connection.writes.watch();
    if (connection.requests.size > 0) {
      const [next] = connection.requests;
      if (connection.stream.writable) next?.onTurn?.();
      if (connection.isPending) return;
    }
    connection.afterLastReply?.();
    if (this.#options.isStopping() || connection.isDisconnected) connection.finish();
    else if (connection.requests.size === 0 && connection.stream.writable) this.limitIdle(connection);
  }

  /** Node.js ends idle connections by itself, but not those that send blank lines or get no reply because of a fault. */
  limitIdle(connection: Connection): void {
    const { keepAliveTimeout } = this.#options.limits();
    if (keepAliveTimeout > 0) connection.idle.start(keepAliveTimeout + idleMargin);
  }

  /** Sends a last response once the requests before have their replies, and ends the connection. */
  rejectAfterReplies(connection: Connection, response: string): void {
    const { stream } = connection;
    discardInput(stream);
    connection.afterLastReply = () => {
      connection.afterLastReply = undefined;
      if (stream.writable) stream.write(response);
      connection.finish();
      connection.writes.watch();
    };
    if (!connection.isPending) connection.afterLastReply();
  }
}
