import type { Server, Socket } from 'node:net';
import type { Origin, PortName } from '../worker/job.js';
import type { AccessList } from './access.js';

/** Why a connection was accepted and closed at once. */
export type RefusalReason = 'limit' | 'address-limit' | 'not-allowed';

/** What a port knows of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly origin: Origin;
  /** Address of the peer, without its port. */
  readonly address: string;
  /** Requests that are complete and not yet answered. */
  pending = 0;
  readonly #gone = new AbortController();

  constructor(socket: Socket, port: PortName) {
    this.socket = socket;
    this.address = socket.remoteAddress ?? 'unknown';
    this.origin = { port, peer: `${this.address}:${socket.remotePort ?? 0}` };
  }

  /** Aborts when the client has gone away. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Says that the client has gone away. */
  leave(): void {
    this.#gone.abort();
  }
}

/** Limits of a port's connections. */
export interface ConnectionsOptions {
  readonly port: PortName;
  readonly server: Server;
  /** Connections at once; 0 for no limit. */
  readonly limit: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly addressLimit: number;
  /** Who may connect; all if absent. */
  readonly access?: AccessList;
  readonly onOpen: (connection: Connection) => void;
  readonly onRefused: (reason: RefusalReason, peer: string) => void;
}

/** The open connections of one port, and the doorkeeper before them. */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #open = new Map<Socket, Connection>();
  readonly #byAddress = new Map<string, number>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    const { server, limit } = options;
    // Node 20 takes 0 for "no limit", later versions for "none": leave it unset.
    if (limit > 0) server.maxConnections = limit;
    server.on('drop', (dropped) => {
      options.onRefused('limit', `${dropped?.remoteAddress ?? 'unknown'}:${dropped?.remotePort ?? 0}`);
    });
    server.on('connection', (socket: Socket) => this.#accept(socket));
  }

  get size(): number {
    return this.#open.size;
  }

  /** The connection of a socket, or undefined where it was refused or is closed. */
  of(socket: Socket): Connection | undefined {
    return this.#open.get(socket);
  }

  /** Destroys every connection on which no complete request waits for its answer. */
  dropIncomplete(): void {
    for (const { socket, pending } of [...this.#open.values()]) if (pending === 0) socket.destroy();
  }

  /** Destroys all; says on how many of them a request was cut. */
  destroyAll(): number {
    const open = [...this.#open.values()];
    for (const { socket } of open) socket.destroy();
    return open.filter(({ pending }) => pending > 0).length;
  }

  #accept(socket: Socket): void {
    const { port, access, addressLimit, onRefused, onOpen } = this.#options;
    const connection = new Connection(socket, port);
    const { address } = connection;
    const held = this.#byAddress.get(address) ?? 0;
    const allowed = access?.allows(address) ?? true;
    if (!allowed || (addressLimit > 0 && held >= addressLimit)) {
      socket.on('error', () => undefined);
      socket.destroy();
      onRefused(allowed ? 'address-limit' : 'not-allowed', connection.origin.peer);
      return;
    }
    this.#open.set(socket, connection);
    this.#byAddress.set(address, held + 1);
    socket.on('close', () => this.#close(connection));
    onOpen(connection);
  }

  #close(connection: Connection): void {
    this.#open.delete(connection.socket);
    const held = (this.#byAddress.get(connection.address) ?? 1) - 1;
    if (held > 0) this.#byAddress.set(connection.address, held);
    else this.#byAddress.delete(connection.address);
    connection.leave();
  }
}
