import type { SilvusMock } from '../../src/index.js';
import { exchange } from './raw-client.js';

/** The addresses of a radio, in this process or in one of its own. */
export type Listening = Pick<SilvusMock, 'http' | 'maintenance'>;

/** A JSON-RPC request as text. */
export function rpc(method: string, id: unknown = 1, params?: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', method, id, ...(params === undefined ? {} : { params }) });
}

/** A POST as bytes that leaves the connection open for more. */
export function keepAlive(body: string): string {
  return keepAliveWith({}, body);
}

/** The same with further headers. */
export function keepAliveWith(headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries({ 'Content-Length': Buffer.byteLength(body), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `POST /streamscape_api HTTP/1.1\r\n${head}\r\n${body}`;
}

/** A read of `freq` padded with blanks to this many bytes. */
export function paddedTo(bytes: number, method = 'freq', id: unknown = 1): string {
  const text = rpc(method, id);
  return `${text.slice(0, -1)}${' '.repeat(bytes - text.length)}}`;
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

/** The outcome of a call in short: its result, or its error's token. */
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

/**
 * Resolves when the simulator has read what was sent before: a later connection has its reply, and that reply waits
 * for no command.
 */
export async function inputIsRead(mock: Listening): Promise<void> {
  await post(mock, 'no JSON');
}

/** The bodies of all replies in what an HTTP client got, as JSON. */
export function bodiesOf(text: string): unknown[] {
  return text
    .split(/HTTP\/1\.1 \d+ [^\r]*\r\n/)
    .map((reply) => reply.slice(reply.indexOf('\r\n\r\n') + 4))
    .filter((body) => body !== '')
    .map((body): unknown => JSON.parse(body));
}

/** The ids of all replies in what an HTTP client got, in their order. */
export function idsOf(text: string): unknown[] {
  return bodiesOf(text).map((body) => (body as { id: unknown }).id);
}
