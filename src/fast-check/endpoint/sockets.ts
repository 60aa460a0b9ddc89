import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../core/time/clock.js';
import type { Answer, EndpointConnection } from './endpoint.js';
import { HttpReader } from './http-reader.js';

/** A host and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Time limit of an answer. */
export interface Patience {
  /** Real time. */
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** A connection by HTTP on which one request follows the other. */
export class HttpConnection {
  readonly #place: Place;
  readonly #patience: Patience;
  #socket: Socket | undefined;
  #reader = new HttpReader();

  constructor(place: Place, patience: Patience) {
    this.#place = place;
    this.#patience = patience;
  }

  /** Sends a request and waits for its answer. A connection that ended before its first byte is opened again, once. */
  async exchange(request: Uint8Array): Promise<Answer> {
    const isUsed = this.#socket !== undefined;
    const answer = await this.#exchange(request);
    return isUsed && answer.kind === 'cut' && answer.text === '' ? this.#exchange(request) : answer;
  }

  /** Ends it. */
  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #exchange(request: Uint8Array): Promise<Answer> {
    const socket = this.#open();
    const reader = this.#reader;
    return new Promise((resolve) => {
      let error: string | undefined;
      const finish = (answer: Answer, isKept: boolean) => {
        timer.cancel();
        socket.off('data', take).off('error', fail).off('close', end).off('end', end);
        if (!isKept) this.close();
        resolve(answer);
      };
      const look = (hasEnded: boolean) => {
        const next = reader.next(hasEnded);
        if (next === undefined) return false;
        finish({ kind: 'answered', status: next.status, text: next.text }, next.isKeptOpen && !hasEnded);
        return true;
      };
      const take = (bytes: Buffer) => {
        reader.push(bytes);
        look(false);
      };
      const fail = (failure: NodeJS.ErrnoException) => {
        error = failure.code;
      };
      const end = () => {
        if (look(true)) return;
        finish({ kind: error === 'ECONNREFUSED' ? 'refused' : 'cut', text: reader.rest }, false);
      };
      const timer = this.#patience.clock.setTimeout(
        () => finish({ kind: 'silent', text: reader.rest }, false),
        this.#patience.timeoutMs,
      );
      socket.on('data', take).on('error', fail).on('close', end).on('end', end);
      socket.write(request);
    });
  }

  #open(): Socket {
    if (this.#socket !== undefined && this.#socket.writable) return this.#socket;
    const socket = connect(this.#place);
    socket.setNoDelay(true);
    // Errors between two requests: the next one opens another connection.
    socket.on('error', () => undefined);
    this.#reader = new HttpReader();
    this.#socket = socket;
    return socket;
  }
}

/** Opens a connection whose bytes are sent in pieces. */
export function openConnection(place: Place, { clock, timeoutMs }: Patience): Promise<EndpointConnection> {
  const socket = connect({ ...place, allowHalfOpen: true });
  socket.setNoDelay(true);
  const parts: Buffer[] = [];
  const received = new Promise<string>((resolve) => {
    const finish = () => {
      timer.cancel();
      socket.destroy();
      resolve(Buffer.concat(parts).toString());
    };
    const timer = clock.setTimeout(finish, timeoutMs);
    socket.on('data', (bytes: Buffer) => parts.push(bytes));
    socket.once('end', finish).once('close', finish);
    socket.on('error', () => undefined);
  });
  const connection: EndpointConnection = {
    received,
    write: async (piece) => {
      if (socket.writable) socket.write(piece);
      await turn();
    },
    end: () => socket.end(),
    reset: () => {
      socket.resetAndDestroy();
    },
  };
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(connection));
    socket.once('close', () => resolve(connection));
  });
}

/** Sends one message on a connection of its own and gives the line that comes back. */
export async function exchangeLine(place: Place, message: Uint8Array, patience: Patience): Promise<Answer> {
  const connection = await openConnection(place, patience);
  await connection.write(Buffer.concat([message, Buffer.from('\n')]));
  connection.end();
  const text = await connection.received;
  if (text === '') return { kind: 'cut', text };
  return text.endsWith('\n') ? { kind: 'answered', text: text.slice(0, -1) } : { kind: 'cut', text };
}

/** A POST of a body as bytes, always the same. */
export function postOf(path: string, host: string, headers: readonly string[], body: Uint8Array): Uint8Array {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    ...headers,
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
