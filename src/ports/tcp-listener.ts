import { type Server, type Socket, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../core/time/clock.js';
import { Connections } from '../net/connections.js';
import { isShortage } from '../net/descriptors.js';
import { type Address, listenOn, stopListening } from '../net/listen.js';
import { type AdmissionLimits, type AdmissionOptions, AdmissionPolicy } from './admission-policy.js';
import type { BlackoutAppearance } from './blackout-appearance.js';
import { Connection } from './connection.js';
import { ConnectionStats, type PortFigures } from './connection-stats.js';
import type { PortListener } from './port.js';
import type { RefusalReason } from './refusal-reason.js';

/** Limits of a listener. */
export interface ListenerLimits extends AdmissionLimits {
  /** Without progress in taking output, real ms. */
  readonly writeTimeout: number;
}

/** Options of a listener. */
export interface ListenerOptions extends Pick<AdmissionOptions, 'fateOf'> {
  /** Name of the port, for errors. */
  readonly name: string;
  readonly address: Address;
  readonly limits: ListenerLimits;
  /** Real time. */
  readonly socketClock: Clock;
  /** Puts a stream, such as a TLS socket, over the raw socket of a new connection; default: the raw socket itself. */
  readonly wrap?: ((raw: Socket) => Socket) | undefined;
  readonly onOpen: (connection: Connection) => void;
  readonly listener: Pick<PortListener, 'onRefused' | 'onEnded' | 'onLost'>;
  /** Accepts the raw sockets; default: a server of its own. */
  readonly server?: Server;
}

/** A listening TCP port: its open connections, and its blackout. */
export class TcpListener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #connections = new Connections<Connection>();
  readonly #policy: AdmissionPolicy;
  readonly #stats = new ConnectionStats();
  /** Real ms. */
  #writeTimeout: number;
  #address: Address;
  #appearance: BlackoutAppearance | undefined;
  #isStopping = false;
  #wasOpened = false;
  /** True while the port is to be open. */
  #isListening = false;
  /** Settles when the opening that is under way has ended. */
  #opening: Promise<void> = Promise.resolve();

  constructor(options: ListenerOptions) {
    const {
      address,
      limits,
      fateOf,
      server = createServer({ allowHalfOpen: true, noDelay: true }),
    } = options;
    this.#options = options;
    this.#server = server;
    this.#address = address;
    this.#policy = new AdmissionPolicy({ limits, fateOf, connections: this.#connections });
    this.#writeTimeout = limits.writeTimeout;
    server.on('connection', (socket: Socket) => this.#accept(socket));
    server.on('error', (error) => this.#onError(error));
    server.on('close', () => this.#onClose());
  }

  /** True while the port takes no more requests because it is stopping. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** True while a blackout keeps the port open without a reply. */
  get isHanging(): boolean {
    return this.#appearance === 'hang';
  }

  /** The connection of a raw socket or of the stream over it; undefined where it was refused or is closed. */
  find(socket: Duplex): Connection | undefined {
    return this.#connections.find(socket);
  }

  /** Changes the limits for new connections. */
  configure(limits: ListenerLimits): void {
    this.#writeTimeout = limits.writeTimeout;
    this.#policy.configure(limits);
  }

  /** Opens the port; where a blackout keeps it closed, only finds its address. Rejects with `PORT_UNAVAILABLE`. */
  async open(): Promise<Address> {
    const listening = this.#listen();
    this.#opening = listening.catch(() => undefined);
    await listening;
    this.#wasOpened = true;
    return this.#address;
  }

  /** Opens a port again that was lost, at the same address. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void> {
    const opening = this.#opening.catch(() => undefined).then(() => this.#reopen());
    this.#opening = opening.catch(() => undefined);
    return opening;
  }

  /** Closes all connections; a reply that is ready still gets out. */
  enterBlackout(appearance: BlackoutAppearance): void {
    if (this.#appearance === appearance || this.#isStopping) return;
    this.#appearance = appearance;
    if (appearance === 'refuse') this.#stopListening();
    for (const connection of this.#unended()) {
      connection.setEndReason('blackout');
      connection.cancelRequests();
      if (!connection.isPending) this.#endForBlackout(connection);
    }
    // The reply of the command that caused the blackout is written before the next turn of the event loop.
    this.#options.socketClock.setTimeout(() => this.#endUnanswered(), 0);
  }

  /** Resolves when the port is open. Rejects with `PORT_UNAVAILABLE` if another process has taken it. */
  leaveBlackout(): Promise<void> {
    // A connection that was open before the blackout gets its reply, and ends with it.
    const hanging = this.isHanging ? this.#unended().filter(({ isDisconnected }) => !isDisconnected) : [];
    for (const connection of hanging) connection.reset('blackout');
    this.#appearance = undefined;
    this.#opening = this.#opening.then(() => this.#reopen());
    return this.#opening;
  }

  /** Accepts no more connections, ends those without a complete request; resolves when all are closed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const connection of this.#connections.all()) connection.setEndReason('closing');
    this.#connections.endIdle();
    this.#stopListening();
    await this.#opening.catch(() => undefined);
    this.#stopListening();
    await this.#connections.until(() => this.#connections.size === 0);
  }

  /** Destroys the connections that are left; gives the number of those with output that was not delivered. */
  destroyConnections(): number {
    const open = this.#connections.all();
    const undelivered = open.filter(({ hasUndeliveredOutput }) => hasUndeliveredOutput).length;
    for (const connection of open) {
      connection.setEndReason('closing');
      connection.close();
    }
    return undelivered;
  }

  /** Number of open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Connections that were accepted since the start. */
  get accepted(): number {
    return this.#stats.accepted;
  }

  /** Connections that came since the start, the refused ones included. */
  get seen(): number {
    return this.#stats.seen;
  }

  /** The present counts. */
  figures(): PortFigures {
    return this.#stats.figures(this.#connections.all());
  }

  #countRefused(reason: RefusalReason, peer: string): void {
    this.#stats.countRefused(reason);
    this.#options.listener.onRefused(reason, peer);
  }

  async #reopen(): Promise<void> {
    if (this.#wasOpened && !this.#server.listening && !this.#isClosed()) await this.#listen();
  }

  async #listen(): Promise<void> {
    this.#address = Object.freeze(await listenOn(this.#server, this.#options.name, this.#address));
    this.#isListening = true;
    // A blackout or a stop may have begun meanwhile.
    if (this.#isClosed()) this.#stopListening();
  }

  #stopListening(): void {
    this.#isListening = false;
    stopListening(this.#server);
  }

  /** The system could not accept a connection. While the port is being opened, `listenOn` has the error. */
  #onError(error: Error): void {
    if (!this.#isListening) return;
    if (isShortage(error)) this.#countRefused('descriptors', 'unknown');
    else this.#lose(error);
  }

  #onClose(): void {
    if (this.#isListening && !this.#server.listening) this.#lose(undefined);
  }

  #lose(error: Error | undefined): void {
    this.#stopListening();
    this.#options.listener.onLost(error ?? new Error('it stopped listening'));
  }

  #isClosed(): boolean {
    return this.#isStopping || this.#appearance === 'refuse';
  }

  #endUnanswered(): void {
    if (this.#appearance === undefined) return;
    for (const connection of this.#unended()) {
      if (connection.isDisconnected && connection.unwritten > 0) this.#endForBlackout(connection);
    }
  }

  /** Connections whose end is not under way. */
  #unended(): readonly Connection[] {
    return this.#connections.all().filter(({ stream }) => !stream.writableEnded);
  }

  #endForBlackout(connection: Connection): void {
    if (this.#appearance === 'rst') connection.reset('blackout');
    else connection.destroy('blackout');
  }

  #accept(raw: Socket): void {
    const { socketClock, onOpen } = this.#options;
    const candidate = new Connection(raw, raw, socketClock, this.#writeTimeout);
    const admission = this.#policy.admit(candidate, {
      isRefusing: this.#appearance === 'rst' || this.#appearance === 'refuse',
      isHanging: this.isHanging,
    });
    if (admission.refusal !== undefined) {
      if (admission.refusal === 'blackout') candidate.reset('blackout');
      else candidate.close();
      this.#countRefused(admission.refusal, candidate.peer);
      return;
    }
    const connection = this.#wrapped(candidate);
    const { makesRoom } = admission;
    if (makesRoom !== undefined) {
      this.#policy.countLeaving(makesRoom);
      this.#connections.leave(makesRoom);
      makesRoom.destroy('idle-at-limit');
    }
    this.#stats.countAccepted();
    this.#policy.countOpened(connection);
    this.#connections.add(connection, () => this.#onClosed(connection));
    if (!connection.hasPeer) connection.destroy('client-reset');
    // Unread input stays with the system and takes no memory here.
    else if (this.isHanging) socketClock.setTimeout(() => raw.pause(), 0);
    else onOpen(connection);
  }

  /** The connection with its stream. One that never has a reply is read as it comes: no handshake answers it. */
  #wrapped(candidate: Connection): Connection {
    const { wrap, socketClock } = this.#options;
    const { raw, hasPeer, neverReplies } = candidate;
    if (wrap === undefined || !hasPeer || neverReplies || this.isHanging) return candidate;
    return new Connection(raw, wrap(raw), socketClock, this.#writeTimeout);
  }

  #onClosed(connection: Connection): void {
    const { endReason, peer } = connection;
    this.#stats.countEnded(endReason, connection);
    this.#policy.countClosed(connection);
    connection.cancelRequests();
    connection.idle.close();
    this.#options.listener.onEnded(endReason, peer);
  }
}
