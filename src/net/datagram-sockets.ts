import { type Socket, createSocket } from 'node:dgram';
import type { DatagramFailure } from './datagram-failures.js';

/** Where datagrams go. */
export interface Receiver {
  /** An IPv4 address. */
  readonly host: string;
  readonly port: number;
}

/** The sender of datagrams. */
interface Sender {
  /** Differs from those of all others. */
  readonly id: string;
  /** Own address of the datagrams; undefined: the system chooses it. */
  readonly address?: string | undefined;
}

/** Called for a datagram that was not delivered, never within the call that sends it. */
type OnFailure = (failure: DatagramFailure, error?: Error) => void;

/** A way to a receiver. */
export interface Route {
  /** Sends a datagram, or reports a failure; never throws. */
  send(payload: Uint8Array, onFailure: OnFailure): void;
  /** Gives the socket back. Resolves when it is closed, if no other route has it. */
  release(): Promise<void>;
}

/** Most sockets at the same time; further routes share one more, on which nobody can tell that nobody listens. */
const maxSockets = 1_024;

/** Most datagrams of one socket that wait for the system to take them. */
const maxWaiting = 1_000;

const unreachable: ReadonlySet<string> = new Set([
  'EACCES',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EINVAL',
  'ENETDOWN',
  'ENETUNREACH',
  'EPERM',
]);

function failureOf(error: Error): DatagramFailure {
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'ECONNREFUSED') return 'refused';
  return typeof code === 'string' && unreachable.has(code) ? 'unreachable' : 'failed';
}

/**
 * UDP sockets: one for each sender and receiver, open as long as there is a route with it, so that a receiver can tell
 * senders apart by address and port. Each is connected, since the system reports a receiver where nobody listens only then, and to this socket alone: a
 * dead receiver costs no datagram to another.
 */
export class DatagramSockets {
  readonly #sockets = new Map<string, SharedSocket>();

  /** Number of open sockets. */
  get size(): number {
    return this.#sockets.size;
  }

  /** A route from a sender to a receiver. */
  route({ id, address }: Sender, receiver: Receiver): Route {
    const isOwn = this.#sockets.size < maxSockets;
    const key = `${id} ${address ?? ''}>${receiver.host}:${receiver.port}`;
    const taken = this.#sockets.has(key) || isOwn ? key : '';
    const socket =
      this.#sockets.get(taken) ??
      (taken === '' ? new SharedSocket(undefined, undefined) : new SharedSocket(receiver, address));
    this.#sockets.set(taken, socket);
    socket.users += 1;
    let isReleased = false;
    return {
      send: (payload, onFailure) => socket.send(payload, receiver, onFailure),
      release: async () => {
        if (isReleased) return;
        isReleased = true;
        socket.users -= 1;
        if (socket.users > 0) return;
        this.#sockets.delete(taken);
        await socket.close();
      },
    };
  }
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly receiver: Receiver;
  readonly onFailure: OnFailure;
}

/** An address needs no look-up: Node.js would make a turn of the event loop of each. */
function noLookup(
  address: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
): void {
  done(null, address, 4);
}

/** A socket of several routes. It is opened with its first datagram, and again after an error. */
class SharedSocket {
  users = 0;
  readonly #receiver: Receiver | undefined;
  readonly #source: string | undefined;
  #socket: Socket | undefined;
  #isReady = false;
  /** Datagrams from before the socket was ready. */
  #waiting: Waiting[] = [];
  /** Of the last datagram that was sent. */
  #onFailure: OnFailure | undefined;

  /** @param receiver the one that it is connected to; undefined: none */
  constructor(receiver: Receiver | undefined, source: string | undefined) {
    this.#receiver = receiver;
    this.#source = source;
  }

  send(payload: Uint8Array, receiver: Receiver, onFailure: OnFailure): void {
    const socket = this.#socket ?? this.#open();
    if (this.#waiting.length + (this.#isReady ? socket.getSendQueueCount() : 0) >= maxWaiting) {
      queueMicrotask(() => onFailure('backlog'));
      return;
    }
    const datagram = { payload, receiver, onFailure };
    if (this.#isReady) this.#write(socket, datagram);
    else this.#waiting.push(datagram);
  }

  close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isReady = false;
    this.#waiting = [];
    if (socket === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      socket.close(() => resolve());
    });
  }

  #open(): Socket {
    const socket = createSocket({ type: 'udp4', lookup: noLookup });
    this.#socket = socket;
    socket.on('error', (error) => this.#onError(socket, error));
    // After the datagram that opens it is among those that wait: without look-ups an error comes at once.
    queueMicrotask(() => {
      if (socket === this.#socket) this.#bind(socket);
    });
    return socket;
  }

  #bind(socket: Socket): void {
    const address = this.#source === undefined ? {} : { address: this.#source };
    socket.bind({ port: 0, exclusive: true, ...address }, () => {
      // A receiver may be a broadcast address.
      socket.setBroadcast(true);
      const receiver = this.#receiver;
      if (receiver === undefined) {
        this.#onReady(socket);
        return;
      }
      socket.once('connect', () => this.#onReady(socket));
      socket.connect(receiver.port, receiver.host);
    });
  }

  #onReady(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#isReady = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) this.#write(socket, each);
  }

  #write(socket: Socket, { payload, receiver, onFailure }: Waiting): void {
    const done = (error: Error | null) => {
      // Datagrams that a close leaves are not failures.
      if (error !== null && socket === this.#socket) onFailure(failureOf(error), error);
    };
    this.#onFailure = onFailure;
    if (this.#receiver === undefined) socket.send(payload, receiver.port, receiver.host, done);
    else socket.send(payload, done);
  }

  /** An answer that nobody listens, or an error before the socket was ready: it is opened again for the next datagram. */
  #onError(socket: Socket, error: Error): void {
    if (socket !== this.#socket) return;
    if (this.#isReady) {
      this.#onFailure?.(failureOf(error), error);
      return;
    }
    const waiting = this.#waiting;
    void this.close();
    for (const { onFailure } of waiting) onFailure(failureOf(error), error);
  }
}
