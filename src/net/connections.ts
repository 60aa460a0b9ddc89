import type { Duplex } from 'node:stream';
import type { TcpConnection } from './tcp-connection.js';

/** The open connections of one port. */
export class Connections<Connection extends TcpConnection> {
  readonly #open = new Set<Connection>();
  /** By the raw socket, and by the stream where it is another. */
  readonly #bySocket = new Map<Duplex, Connection>();
  /** Those that make room for others, until their sockets are closed. */
  readonly #leaving = new Set<Connection>();
  readonly #waiting = new Set<() => void>();

  /** The number of open connections. */
  get size(): number {
    return this.#open.size;
  }

  /** The number of open connections without those that make room. */
  get staying(): number {
    return this.#open.size - this.#leaving.size;
  }

  /** The connections that are open now. */
  all(): readonly Connection[] {
    return [...this.#open];
  }

  /** The connection of a raw socket or a stream; undefined where it was refused or is closed. */
  find(socket: Duplex): Connection | undefined {
    return this.#bySocket.get(socket);
  }

  /** The one that has been idle for longest, of all or of one address; undefined where none is idle. */
  idleLongest(address?: string): Connection | undefined {
    let longest: Connection | undefined;
    let since = Infinity;
    for (const connection of this.#open) {
      const { idleSince = Infinity } = connection;
      if (idleSince >= since || (address !== undefined && connection.address !== address)) continue;
      longest = connection;
      since = idleSince;
    }
    return longest;
  }

  /** Counts a connection no longer as staying: its socket closes a moment after its end. */
  leave(connection: Connection): void {
    if (this.#open.has(connection)) this.#leaving.add(connection);
  }

  /** Adds a connection until it is closed; its requests are cancelled then. */
  add(connection: Connection, onClosed: () => void = () => undefined): void {
    const { raw, stream } = connection;
    this.#open.add(connection);
    this.#bySocket.set(raw, connection).set(stream, connection);
    raw.once('close', () => {
      this.#open.delete(connection);
      this.#leaving.delete(connection);
      this.#bySocket.delete(raw);
      this.#bySocket.delete(stream);
      onClosed();
      // A reply that waits behind another gets no event of its own.
      connection.cancelRequests();
      this.changed();
    });
  }

  /** Ends the connections without a complete request: with a FIN where the client has something to read. */
  endIdle(): void {
    for (const connection of this.all()) {
      if (connection.isPending) continue;
      if (connection.stream.bytesWritten > 0) connection.finish();
      else connection.close();
    }
  }

  /** Resolves once the condition holds; it is looked at after each close and each `changed`. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const check = () => {
        if (!holds()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  /** Has the conditions of `until` be looked at again. */
  changed(): void {
    for (const check of [...this.#waiting]) check();
  }
}
