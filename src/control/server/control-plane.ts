import { packageFacts } from '../../core/process/package-facts.js';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type Clock, dateOf } from '../../core/time/clock.js';
import type { Secret } from '../../config/secret.js';
import { madeOnce } from '../../core/made-once.js';
import { LoopDelay } from '../../core/process/loop-delay.js';
import { processorTime } from '../../core/process/processor-time.js';
import { processId } from '../../core/process/process-id.js';
import { printable } from '../../core/text.js';
import { Access } from './access.js';
import { type ControlConnection, ControlConnections } from './connections.js';
import { ControlError, controlErrorOf } from './control-error.js';
import { eventStreamType } from './follower.js';
import { Followers } from './followers.js';
import { type Address, listenOn, stopListening } from '../../net/listen.js';
import { jsonInTurns } from './in-turns.js';
import { hasBody, readBody } from './request-body.js';
import { isPagePath, parametersOf, targetOf } from './request-target.js';
import { type Reply, prepare, sendReply, textReply } from './response.js';
import type { RadioCalls } from '../radio-call/radio-calls.js';
import type { JsonRoute, RawCall, Route } from '../routes/route.js';
import type { Router } from './router.js';
import type { Simulator } from '../../simulator/simulator.js';

/** Options of a control plane. */
interface ControlPlaneOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly token?: Secret | undefined;
  /** Further allowed names in `Host`, besides the loopback names. */
  readonly allowedHosts: readonly string[];
  /** Folder of the page for browsers; undefined: there is no page. */
  readonly pageFolder?: string | undefined;
  /** Called when the server stopped listening unexpectedly. */
  readonly onLost: (error: unknown) => void;
  /** Real time; default: the simulator's. */
  readonly clock?: Clock;
  /** Processor time of this process, ms; default: that of the system. */
  readonly workTime?: () => number;
}

/** Paths that are served at the place kept for probes. */
const probePaths = new Set(['/healthz', '/readyz', '/metrics']);

/** Timeouts of Node's HTTP server, real ms. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};

/** Headers of every reply to an allowed request: the process that has answered, and when this control plane was made. */
const pidHeader = 'Silvus-Mock-Pid';
const startedHeader = 'Silvus-Mock-Started';

const jsonType = 'application/json';

/** Time for followers to read their last event, real ms. */
const lastEventTimeout = 1_000;

/** HTTP server that controls and observes a simulator. */
export class ControlPlane {
  readonly #simulator: Simulator;
  readonly #options: ControlPlaneOptions;
  readonly #clock: Clock;
  /** In ISO 8601. */
  readonly #started: string;
  readonly #access: Access;
  readonly #followers: Followers;
  readonly #connections: ControlConnections;
  readonly #server: Server;
  readonly #loop: LoopDelay;
  /** Loaded with the first request or in advance, so that a start does not wait for the routes. */
  readonly #routes = madeOnce(() => this.#loadRouter());
  /** Replies that are always the same. */
  readonly #constant = new Map<JsonRoute, () => Promise<Reply>>();
  /** Calls to radios; loaded with the routes. */
  #calls: RadioCalls | undefined;
  #address: Address | undefined;
  #stopping = false;
  /** Resolves when a close has read what clients had sent: only then is it known which reply is a connection's last. */
  #inputTaken: Promise<void> | undefined;
  /** The pending reopening. */
  #opening: Promise<void> = Promise.resolve();

  constructor(simulator: Simulator, options: ControlPlaneOptions) {
    this.#simulator = simulator;
    this.#options = options;
    const { host, allowedHosts, token, clock = simulator.realClock, onLost } = options;
    this.#clock = clock;
    this.#started = dateOf(clock.wallTime()).toISOString();
    this.#access = new Access({ host, allowedHosts, token });
    this.#followers = new Followers(clock, simulator.logger, options.workTime ?? processorTime);
    this.#connections = new ControlConnections(clock, {
      onRefused: (peer) =>
        simulator.logger.warn({ port: 'control', reason: 'limit', peer }, 'connection refused'),
      onMadeRoom: (peer) =>
        simulator.logger.warn({ port: 'control', reason: 'idle-at-limit', peer }, 'connection ended'),
    });
    this.#loop = new LoopDelay(clock);
    this.#server = createServer(limits, (request, response) => this.#serve(request, response));
    // Node.js would drop the headers after the 1,000th unseen. Their names and values are bounded: 16 KiB.
    this.#server.maxHeadersCount = 0;
    this.#server.on('close', () => {
      if (!this.#stopping) onLost(new Error('it stopped listening'));
    });
    this.#server.on('connection', (socket: Socket) => this.#connections.add(socket));
    this.#server.on('error', (error) => {
      // Before the port is open, `open` rejects. Afterwards one connection could not be accepted.
      if (this.#server.listening)
        simulator.logger.warn({ port: 'control', err: error }, 'connection refused');
    });
  }

  /** Opens the port. Rejects with `PORT_UNAVAILABLE`. */
  async open(): Promise<Address> {
    this.#address = await listenOn(this.#server, 'control', this.#options);
    this.#loop.start();
    return this.#address;
  }

  /** Reopens the port at its address. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void> {
    const opening = this.#reopen();
    this.#opening = opening.catch(() => undefined);
    return opening;
  }

  /** Loads the routes before the first request. Rejects if their files can't be read. */
  async loadAhead(): Promise<void> {
    await this.#routes();
    await import('../metrics/exposition.js');
    packageFacts();
  }

  /** Stops accepting and finishes pending requests; resolves when only event streams are left. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#inputTaken = this.#connections.takeWaiting();
    await this.#inputTaken;
    stopListening(this.#server);
    await this.#opening;
    stopListening(this.#server);
    await this.#connections.stop();
  }

  /** Destroys the connections that `stop` waits for. */
  force(): void {
    this.#connections.force('replies');
  }

  /** Ends the event streams; resolves when all connections are closed. To be called after `stop`. */
  async end(): Promise<void> {
    this.#loop.stop();
    this.#followers.end();
    const timer = this.#clock.setTimeout(() => this.#connections.force('all'), lastEventTimeout);
    await Promise.all([this.#connections.ended(), this.#calls?.end()]);
    timer.cancel();
    // Stops the timer that Node's HTTP server uses for its timeouts.
    this.#server.close();
  }

  async #reopen(): Promise<void> {
    if (!this.#server.listening && !this.#stopping)
      await listenOn(this.#server, 'control', this.#address ?? this.#options);
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.#connections.begin(request, response);
    if (connection === undefined) return;
    // One packet may hold a thousand requests: other clients get their turns between them.
    const turn = connection.requests.size > 1 ? connection.nextTurn() : undefined;
    const release = hasBody(request.headers) ? connection.holdTurns() : () => {};
    void this.#handle(connection, request, response, turn, release).finally(release);
  }

  /** @param release lets later requests of the connection begin */
  async #handle(
    connection: ControlConnection,
    request: IncomingMessage,
    response: ServerResponse,
    turn: Promise<void> | undefined,
    release: () => void,
  ): Promise<void> {
    if (turn !== undefined) await turn;
    if (connection.isDisconnected) return;
    const { pathname, query } = targetOf(request);
    let place = 'before its route is known';
    try {
      this.#access.check(request, this.#options.pageFolder !== undefined && isPagePath(pathname));
      response.setHeader(pidHeader, processId).setHeader(startedHeader, this.#started);
      if (connection.isForProbes) {
        response.shouldKeepAlive = false;
        if (!probePaths.has(pathname))
          throw new ControlError('TOO_MANY_CONNECTIONS', 'all connections are in use; try again later');
      }
      const router = await this.#routes();
      const { route, params } = router.find(request.method ?? '', pathname);
      place = `${route.method} ${route.path}`;
      const body = await readBody(request, route.takesYaml);
      const { disconnected } = connection;
      const call = { params, query: parametersOf(query), body, disconnected };
      if (route.kind === 'stream' && request.method === 'HEAD') {
        prepare(response);
        response.writeHead(200, { 'Content-Type': eventStreamType }).end();
      } else if (route.kind === 'stream') {
        // It would never be told of a client that has disconnected while its request was read.
        if (connection.disconnected.aborted) return;
        prepare(response);
        route.open(call, response, disconnected);
        this.#connections.markStream(connection);
      } else {
        const reply = this.#reply(route, call);
        // What does not take turns is done, or waits for what later requests may bring about.
        if (!route.takesTurns) release();
        const made = await reply;
        await this.#inputTaken;
        this.#send(response, made);
      }
    } catch (error) {
      await this.#inputTaken;
      this.#sendError(response, error, place);
    }
    const { method } = request;
    const fields = { method, path: printable(pathname), status: response.statusCode };
    this.#simulator.logger.debug(fields, 'control');
  }

  async #reply(route: Exclude<Route, { kind: 'stream' }>, call: RawCall): Promise<Reply> {
    if (route.kind === 'text') return textReply(200, route.contentType, await route.answer(call));
    return route.kind === 'file' ? route.answer(call) : this.#jsonReply(route, call);
  }

  #jsonReply(route: JsonRoute, call: RawCall): Promise<Reply> {
    const make = async () => {
      const { status, body } = await route.answer(call);
      return { status, contentType: jsonType, pieces: await jsonInTurns(body) };
    };
    if (!route.isConstant) return make();
    const reply = this.#constant.get(route) ?? madeOnce(make);
    this.#constant.set(route, reply);
    return reply();
  }

  async #loadRouter(): Promise<Router> {
    const [{ Router }, { RadioCalls }, { routesOf }] = await Promise.all([
      import('./router.js'),
      import('../radio-call/radio-calls.js'),
      import('../routes/routes.js'),
    ]);
    const { token, pageFolder } = this.#options;
    this.#calls = new RadioCalls(this.#clock);
    const parts = {
      followers: this.#followers,
      calls: this.#calls,
      loop: this.#loop,
      needsToken: token !== undefined,
      pageFolder,
    };
    return new Router(routesOf({ simulator: this.#simulator, ...parts }));
  }

  /** @param place one of a fixed set: the log groups repeated errors by place */
  #sendError(response: ServerResponse, error: unknown, place: string): void {
    const known = controlErrorOf(error);
    if (known === undefined) {
      const where = `the control plane: ${place}`;
      this.#simulator.logger.error({ err: error, where }, 'something failed inside the simulator');
    }
    const { code, status, headers, message, issues } = known ?? new ControlError('INTERNAL', 'see the log');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // `faults`: older name of `issues`.
    const body = { error: { code, message, issues, faults: issues } };
    this.#send(response, textReply(status, jsonType, JSON.stringify(body)));
  }

  #send(response: ServerResponse, reply: Reply): void {
    sendReply(response, reply);
    this.#connections.watch(response.req.socket);
  }
}
