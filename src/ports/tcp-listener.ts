import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../core/time/clock.js';
import type { PortName } from '../worker/job.js';
import { Connection } from './connection.js';
import { isShortage } from '../net/descriptors.js';
import { Doorkeeper, type DoorkeeperLimits, type DoorkeeperOptions } from './admission-policy.js';
import type { EndReason } from './end-reason.js';
import { type Address, listenOn, stopListening } from '../net/listen.js';
import type { RefusalReason } from './refusal-reason.js';
import { type PortFigures, Tally } from './connection-stats.js';

/**
 * How a port is dark: closed (`refuse`), open with a RST for each connection (`reset`), or open and silent, with a
 * RST at the end (`hang`).
 */
export type DarkFace = 'refuse' | 'reset' | 'hang';

/** What a port tells those who watch it. */
export interface PortListener {
  /** A connection was accepted and closed at once. */
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
  /** A connection that was taken has ended. */
  readonly onEnded: (reason: EndReason, peer: string) => void;
  /** The port stopped listening though nobody asked it to. */
  readonly onLost: (fault: unknown) => void;
}

/** What a port lets in, and how long it waits. */
export interface PortLimits extends DoorkeeperLimits {
  /** Connections at once; 0 for no limit. */
  readonly limit: number;
  /** Without progress in taking what is sent, real ms. */
  readonly writeTimeout: number;
}

/** What a port is made from. */
export interface PortOptions extends DoorkeeperOptions, PortLimits {
  readonly name: PortName;
  readonly server: Server;
  readonly address: Address;
  /** Real time. */
  readonly socketClock: Clock;
  readonly onOpen: (connection: Connection) => void;
  readonly listener: PortListener;
}

/** A listening port: its open connections, and how it is dark. */
export class Port {
  readonly #options: PortOptions;
  readonly #open = new Map<Duplex, Connection>();
  readonly #doorkeeper: Doorkeeper;
  /** Real ms. */
  #writeTimeout: number;
  #address: Address;
  #face: DarkFace | undefined;
  #stopping = false;
  readonly #tally = new Tally();
  #wasOpened = false;
  /** Whether the port is to be open now. */
  #isListening = false;
  /** The opening that is under way. */
  #opening: Promise<void> = Promise.resolve();
  #onEmpty: () => void = () => undefined;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#address = options.address;
    this.#doorkeeper = new Doorkeeper(options);
    this.#writeTimeout = options.writeTimeout;
    const { server, limit } = options;
    // Node 20 takes 0 for "no limit", later versions for "none": leave it unset.
    if (limit > 0) server.maxConnections = limit;
    server.on('drop', (dropped) => {
      this.#refuse('limit', `${dropped?.remoteAddress ?? 'unknown'}:${dropped?.remotePort ?? 0}`);
    });
    server.on('connection', (socket: Socket) => this.#accept(socket));
    server.on('error', (fault) => this.#onError(fault));
    server.on('close', () => this.#onClose());
  }

  /** Whether the port takes no more requests because it is to close. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Whether the port is open and silent. */
  get hangs(): boolean {
    return this.#face === 'hang';
  }

  /** The connection of a socket, or undefined where it was refused or is closed. */
  of(socket: Duplex): Connection | undefined {
    return this.#open.get(socket);
  }

  /** Has other limits hold for connections that come from here on. */
  configure(limits: PortLimits): void {
    this.#writeTimeout = limits.writeTimeout;
    this.#doorkeeper.configure(limits);
    this.#options.server.maxConnections = limits.limit === 0 ? Infinity : limits.limit;
  }

  /** Opens the port, or only finds out its address while it is closed by a blackout. Rejects with `PORT_UNAVAILABLE`. */
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

  /** Goes dark: destroys all connections, but lets a reply that is ready get out. */
  darken(face: DarkFace): void {
    if (this.#face === face || this.#stopping) return;
    this.#face = face;
    if (face === 'refuse') this.#stopListening();
    for (const connection of this.#unended()) {
      connection.blame('blackout');
      connection.leave();
      if (connection.pending === 0) this.#drop(connection);
    }
    // The reply of the command that caused this is written before the next turn of the event loop.
    this.#options.socketClock.setTimeout(() => this.#dropUnanswered(), 0);
  }

  /** Comes back; resolves when the port is open. Rejects with `PORT_UNAVAILABLE` if another has taken it. */
  lighten(): Promise<void> {
    // Who was here before it went dark reads its reply, and ends with it.
    const silent = this.#face === 'hang' ? this.#unended().filter(({ gone }) => !gone.aborted) : [];
    for (const connection of silent) connection.reset('blackout');
    this.#face = undefined;
    this.#opening = this.#opening.then(() => this.#reopen());
    return this.#opening;
  }

  /** Takes no more connections, drops those without a complete request; resolves when all are closed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const connection of [...this.#open.values()]) {
      connection.blame('closing');
      if (connection.pending > 0) continue;
      if (connection.socket.bytesWritten > 0) connection.finish();
      else connection.socket.destroy();
    }
    this.#stopListening();
    await this.#opening.catch(() => undefined);
    this.#stopListening();
    if (this.#open.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve;
      });
    }
    // Has HTTP let go of its own timer.
    this.#options.server.close();
  }

  /** Destroys what is left; says on how many connections a client was still owed something. */
  force(): number {
    const open = [...this.#open.values()];
    const owed = open.filter(({ isOwed }) => isOwed).length;
    for (const connection of open) {
      connection.blame('closing');
      connection.socket.destroy();
    }
    return owed;
  }

  /** The present figures. */
  figures(): PortFigures {
    return this.#tally.figures(this.#open);
  }

  #refuse(reason: RefusalReason, peer: string): void {
    this.#tally.refuse(reason);
    this.#options.listener.onRefused(reason, peer);
  }

  async #reopen(): Promise<void> {
    if (this.#wasOpened && !this.#options.server.listening && !this.#isShut()) await this.#listen();
  }

  async #listen(): Promise<void> {
    this.#address = Object.freeze(await listenOn(this.#options.server, this.#options.name, this.#address));
    this.#isListening = true;
    // It may have gone dark meanwhile.
    if (this.#isShut()) this.#stopListening();
  }

  #stopListening(): void {
    this.#isListening = false;
    stopListening(this.#options.server);
  }

  /** The system could not take a connection; while the port is being opened, who opens it is told. */
  #onError(fault: Error): void {
    if (!this.#isListening) return;
    if (isShortage(fault)) this.#refuse('descriptors', 'unknown');
    else this.#lose(fault);
  }

  #onClose(): void {
    if (this.#isListening && !this.#options.server.listening) this.#lose(undefined);
  }

  #lose(cause: Error | undefined): void {
    this.#stopListening();
    this.#options.listener.onLost(cause ?? new Error('it stopped listening'));
  }

  #isShut(): boolean {
    return this.#stopping || this.#face === 'refuse';
  }

  #dropUnanswered(): void {
    if (this.#face === undefined) return;
    for (const connection of this.#unended()) {
      if (connection.gone.aborted && connection.unwritten > 0) this.#drop(connection);
    }
  }

  /** Connections whose end is not on its way. */
  #unended(): readonly Connection[] {
    return [...this.#open.values()].filter(({ socket }) => !socket.writableEnded);
  }

  #drop(connection: Connection): void {
    if (this.#face === 'reset') connection.reset('blackout');
    else connection.cut('blackout');
  }

  #accept(socket: Socket): void {
    const { name, socketClock, onOpen } = this.#options;
    const connection = new Connection(socket, name, socketClock, this.#writeTimeout);
    const isDark = this.#face === 'reset' || this.#face === 'refuse';
    const reason = this.#doorkeeper.refusalOf(connection, isDark);
    if (reason !== undefined) {
      if (reason === 'blackout') connection.reset('blackout');
      else socket.destroy();
      this.#refuse(reason, connection.origin.peer);
      return;
    }
    this.#tally.accept();
    this.#open.set(socket, connection);
    this.#doorkeeper.enter(connection);
    socket.on('close', () => this.#forget(connection));
    if (!connection.isKnown) connection.cut('client-reset');
    // What a silent port does not read takes no memory. HTTP begins to read a moment after this.
    else if (this.hangs) socketClock.setTimeout(() => socket.pause(), 0);
    else onOpen(connection);
  }

  #forget(connection: Connection): void {
    const { endReason, origin } = connection;
    this.#open.delete(connection.socket);
    this.#tally.end(endReason, connection);
    this.#doorkeeper.leave(connection);
    connection.leave();
    connection.idle?.cancel();
    this.#options.listener.onEnded(endReason, origin.peer);
    if (this.#open.size === 0) this.#onEmpty();
  }
}
