import { Server, type Socket } from 'node:net';
import type { Clock } from '../clock.js';
import type { ConnectionFate } from '../faults/fault.js';
import type { Origin, PortName } from '../worker/job.js';
import type { AccessList } from './access.js';
import { Connection } from './connection.js';
import { type Address, listenOn } from '../listen.js';

/** Why a connection was accepted and closed at once. */
export type RefusalReason = 'limit' | 'address-limit' | 'not-allowed' | 'blackout' | 'fault';

/**
 * How a port is dark: closed (`refuse`), open with a RST for each connection (`reset`), or open and silent, with a
 * RST at the end (`hang`).
 */
export type DarkFace = 'refuse' | 'reset' | 'hang';

/** Connections of one port, counted. */
export interface PortFigures {
  /** Open now. */
  readonly open: number;
  /** Taken since the start. */
  readonly accepted: number;
  /** Accepted and closed at once since the start: beyond a limit, not allowed, or by a blackout or fault. */
  readonly refused: number;
}

/** What a port is made from. */
export interface PortOptions {
  readonly name: PortName;
  readonly server: Server;
  readonly address: Address;
  /** Connections at once; 0 for no limit. */
  readonly limit: number;
  /** Without progress in taking what is sent, real ms. */
  readonly writeTimeout: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly addressLimit: number;
  /** Who may connect; all if absent. */
  readonly access?: AccessList;
  /** Real time. */
  readonly socketClock: Clock;
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
  readonly onOpen: (connection: Connection) => void;
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
  /** Told that the port has stopped listening by itself. */
  readonly onLost: (fault: unknown) => void;
}

/** A listening port: its doorkeeper, its open connections, and how it is dark. */
export class Port {
  readonly #options: PortOptions;
  readonly #open = new Map<Socket, Connection>();
  readonly #byAddress = new Map<string, number>();
  #address: Address;
  #face: DarkFace | undefined;
  #stopping = false;
  #accepted = 0;
  #refused = 0;
  #wasOpened = false;
  /** Whether it is ours that the server does not listen. */
  #isEnded = true;
  /** The opening that is under way. */
  #opening: Promise<void> = Promise.resolve();
  #onEmpty: () => void = () => undefined;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#address = options.address;
    const { server, limit } = options;
    // Node 20 takes 0 for "no limit", later versions for "none": leave it unset.
    if (limit > 0) server.maxConnections = limit;
    server.on('drop', (dropped) => {
      this.#refuse('limit', `${dropped?.remoteAddress ?? 'unknown'}:${dropped?.remotePort ?? 0}`);
    });
    server.on('connection', (socket: Socket) => this.#accept(socket));
    server.on('close', () => {
      if (!this.#isEnded) options.onLost(new Error('it stopped listening'));
    });
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
  of(socket: Socket): Connection | undefined {
    return this.#open.get(socket);
  }

  /** Opens the port, or only finds out its address while it is closed by a blackout. Rejects with `PORT_UNAVAILABLE`. */
  async open(): Promise<Address> {
    const listening = this.#listen();
    this.#opening = listening.catch(() => undefined);
    await listening;
    this.#wasOpened = true;
    return this.#address;
  }

  /** Goes dark: destroys all connections, but lets a reply that is ready get out. */
  darken(face: DarkFace): void {
    if (this.#face === face || this.#stopping) return;
    this.#face = face;
    if (face === 'refuse') this.#stopListening();
    for (const connection of [...this.#open.values()]) {
      connection.leave();
      if (connection.pending === 0) this.#drop(connection);
    }
    // The reply of the command that caused this is written before the next turn of the event loop.
    this.#options.socketClock.setTimeout(() => this.#dropUnanswered(), 0);
  }

  /** Comes back; resolves when the port is open. Rejects with `PORT_UNAVAILABLE` if another has taken it. */
  lighten(): Promise<void> {
    if (this.#face === 'hang') for (const { socket } of [...this.#open.values()]) socket.resetAndDestroy();
    this.#face = undefined;
    this.#opening = this.#opening.then(() => this.#reopen());
    return this.#opening;
  }

  /** Opens it again where it was, if it is to be open. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void> {
    const reopening = this.#opening.then(() => this.#reopen());
    this.#opening = reopening.catch(() => undefined);
    return reopening;
  }

  /** Takes no more connections, drops those without a complete request; resolves when all are closed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { socket, pending } of [...this.#open.values()]) {
      if (pending > 0) continue;
      if (socket.writableLength > 0) socket.destroySoon();
      else socket.destroy();
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
    for (const { socket } of open) socket.destroy();
    return owed;
  }

  /** The present figures. */
  figures(): PortFigures {
    return { open: this.#open.size, accepted: this.#accepted, refused: this.#refused };
  }

  #refuse(reason: RefusalReason, peer: string): void {
    this.#refused += 1;
    this.#options.onRefused(reason, peer);
  }

  async #reopen(): Promise<void> {
    if (this.#wasOpened && !this.#options.server.listening && !this.#isShut()) await this.#listen();
  }

  async #listen(): Promise<void> {
    this.#address = Object.freeze(await listenOn(this.#options.server, this.#options.name, this.#address));
    this.#isEnded = false;
    // It may have gone dark meanwhile.
    if (this.#isShut()) this.#stopListening();
  }

  /** HTTP's own way to close destroys connections whose reply is still on its way. */
  #stopListening(): void {
    const { server } = this.#options;
    this.#isEnded = true;
    if (server.listening) Server.prototype.close.call(server);
  }

  #isShut(): boolean {
    return this.#stopping || this.#face === 'refuse';
  }

  #dropUnanswered(): void {
    if (this.#face === undefined) return;
    for (const connection of [...this.#open.values()]) {
      if (connection.gone.aborted && connection.unwritten > 0) this.#drop(connection);
    }
  }

  #drop({ socket }: Connection): void {
    if (this.#face === 'reset') socket.resetAndDestroy();
    else socket.destroy();
  }

  #accept(socket: Socket): void {
    const { name, socketClock, writeTimeout, onOpen } = this.#options;
    const connection = new Connection(socket, name, socketClock, writeTimeout);
    socket.on('error', () => undefined);
    if (socket.remoteAddress === undefined) {
      // It was gone before it was here.
      socket.destroy();
      return;
    }
    const reason = this.#refusalOf(connection);
    if (reason !== undefined) {
      if (reason === 'blackout') socket.resetAndDestroy();
      else socket.destroy();
      this.#refuse(reason, connection.origin.peer);
      return;
    }
    const { address } = connection;
    this.#accepted += 1;
    this.#open.set(socket, connection);
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
    socket.on('close', () => this.#forget(connection));
    // What a silent port does not read takes no memory. HTTP begins to read a moment after this.
    if (this.hangs) socketClock.setTimeout(() => socket.pause(), 0);
    else onOpen(connection);
  }

  #refusalOf(connection: Connection): RefusalReason | undefined {
    const { access, addressLimit, fateOf } = this.#options;
    const { address } = connection;
    if (access?.allows(address) === false) return 'not-allowed';
    if (addressLimit > 0 && (this.#byAddress.get(address) ?? 0) >= addressLimit) return 'address-limit';
    if (this.#face === 'reset' || this.#face === 'refuse') return 'blackout';
    const fate = fateOf(connection.origin);
    connection.isMute = fate === 'mute';
    return fate === 'drop' ? 'fault' : undefined;
  }

  #forget(connection: Connection): void {
    this.#open.delete(connection.socket);
    const left = (this.#byAddress.get(connection.address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(connection.address, left);
    else this.#byAddress.delete(connection.address);
    connection.leave();
    connection.idle?.cancel();
    if (this.#open.size === 0) this.#onEmpty();
  }
}
