import { type Socket, connect } from 'node:net';
import type { SilvusMock } from '../../src/index.js';

/** What listens as a simulator does: one in this process, or one that the command line runs. */
export type Listening = Pick<SilvusMock, 'http' | 'maintenance'>;

/** A raw socket whose bytes and end are kept. */
export interface RawClient {
  readonly socket: Socket;
  /** All that has come so far. */
  bytes(): Buffer;
  /** The same as text. */
  text(): string;
  /** Resolves with all that came, once the peer has ended or the connection is gone. */
  readonly ended: Promise<{ readonly text: string; readonly error: string | undefined }>;
  /** Resolves when what came so far matches; rejects if the connection ends before. */
  until(pattern: RegExp): Promise<string>;
}

/** Connects to a port of the loopback and keeps all that comes. */
export async function rawClient(
  port: number,
  options: { allowHalfOpen?: boolean; localAddress?: string } = {},
): Promise<RawClient> {
  const socket = connect({ host: '127.0.0.1', port, ...options });
  const chunks: Buffer[] = [];
  const bytes = () => Buffer.concat(chunks);
  const text = () => bytes().toString('utf8');
  let error: string | undefined;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', (fault: NodeJS.ErrnoException) => {
    error = fault.code;
  });
  const ended = new Promise<{ text: string; error: string | undefined }>((resolve) => {
    const finish = () => resolve({ text: text(), error });
    socket.once('end', finish);
    socket.once('close', finish);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(text())) return;
        socket.off('data', look);
        resolve(text());
      };
      socket.on('data', look);
      void ended.then(() => reject(new Error(`ended before ${String(pattern)}: ${text()}`)));
      look();
    });
  return { socket, bytes, text, ended, until };
}

/** Sends bytes on a new connection and gives all that comes until the peer ends. */
export async function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  const client = await rawClient(port);
  client.socket.write(bytes);
  const { text } = await client.ended;
  client.socket.destroy();
  return text;
}

/** A POST as bytes, with `Connection: close` so that the answer has an end. */
export function httpRequest(body: string | Uint8Array, path = '/streamscape_api'): Buffer {
  const bytes = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nConnection: close\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** Sends a body to the HTTP port and gives the reply's body as text. */
export async function post(mock: Listening, body: string | Uint8Array): Promise<string> {
  const reply = await exchange(mock.http.port, httpRequest(body));
  return reply.slice(reply.indexOf('\r\n\r\n') + 4);
}

/** A reply as JSON. */
export interface Reply {
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data?: Record<string, unknown>;
  };
  readonly id: unknown;
  readonly jsonrpc: string;
}

/** Calls a method over HTTP and gives the reply. */
export async function call(mock: Listening, method: string, params?: unknown): Promise<Reply> {
  const body = { jsonrpc: '2.0', method, id: 1, ...(params === undefined ? {} : { params }) };
  return JSON.parse(await post(mock, JSON.stringify(body))) as Reply;
}

/** What a call gave in short: its result, or its error's token. */
export async function outcome(mock: Listening, method: string, params?: unknown): Promise<unknown> {
  const { result, error } = await call(mock, method, params);
  return error?.message ?? result;
}

/** Sends a message to the maintenance port and gives the line that comes back. */
export async function maintain(mock: Listening, method: string): Promise<Reply> {
  return JSON.parse(
    await exchange(mock.maintenance.port, `{"jsonrpc":"2.0","method":"${method}","id":1}\n`),
  ) as Reply;
}
