import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

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
  return clientOn(connect({ host: '127.0.0.1', port, ...options }), 'connect');
}

/** Keeps all that comes on a socket; resolves once it is connected. */
export async function clientOn(socket: Socket, connected: 'connect' | 'secureConnect'): Promise<RawClient> {
  const chunks: Buffer[] = [];
  const bytes = () => Buffer.concat(chunks);
  const text = () => bytes().toString('utf8');
  let error: string | undefined;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', (socketError: NodeJS.ErrnoException) => {
    error = socketError.code;
  });
  const ended = new Promise<{ text: string; error: string | undefined }>((resolve) => {
    const finish = () => resolve({ text: text(), error });
    socket.once('end', finish);
    socket.once('close', finish);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once(connected, resolve);
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

/** How a connection looked to its client. */
export interface ConnectionResult {
  /** Bytes, an end, a RST, a refused connection, or nothing before a reply would have come. */
  readonly saw: 'reply' | 'end' | 'RST' | 'refused' | 'silence';
  readonly text: string;
}

/**
 * Sends bytes on a new connection and says what came back. `silentAfter` resolves when a reply would have come if
 * there were one: a later connection has its own, or the blackout has ended.
 */
export async function observeConnection(
  port: number,
  bytes: Buffer | string,
  silentAfter?: Promise<unknown>,
): Promise<ConnectionResult> {
  try {
    const client = await rawClient(port);
    client.socket.write(bytes);
    const silence = silentAfter?.then(() => undefined) ?? new Promise<undefined>(() => undefined);
    const end = await Promise.race([client.ended, silence]);
    client.socket.destroy();
    if (end === undefined) return { saw: 'silence', text: client.text() };
    if (end.error === 'ECONNRESET') return { saw: 'RST', text: end.text };
    return { saw: end.text === '' ? 'end' : 'reply', text: end.text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ECONNREFUSED') return { saw: 'refused', text: '' };
    if (code === 'ECONNRESET') return { saw: 'RST', text: '' };
    throw error;
  }
}

/** Sends `beginning` at once, then one byte of `text` each `ms`. */
export async function sendByteByByte(
  port: number,
  text: string,
  ms: number,
  beginning = '',
): Promise<RawClient> {
  const client = await rawClient(port);
  client.socket.write(beginning);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length && client.socket.writable) client.socket.write(text.charAt(sent));
    sent += 1;
  }, ms);
  onTestFinished(() => clearInterval(timer));
  return client;
}

/** A client that sends and never reads. */
export interface FrozenClient {
  readonly socket: Socket;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
}

/** Connects, and never reads a byte. It is destroyed when the test has finished. */
export async function frozenClient(port: number): Promise<FrozenClient> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.pause();
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
  });
  return { socket, closed };
}

/** Sends the same bytes again and again, as fast as they go, until the connection is gone. */
export async function flood({ socket, closed }: FrozenClient, bytes: string): Promise<void> {
  const gone = closed.then(() => true);
  while (!socket.destroyed) {
    if (socket.write(bytes)) continue;
    const drained = new Promise<boolean>((resolve) => {
      socket.once('drain', () => resolve(false));
    });
    if (await Promise.race([gone, drained])) return;
  }
}

/** Keeps sending for some turns of the event loop without reading, then reads until the end. */
export async function sendsOnAndReads({ socket, closed }: FrozenClient): Promise<string> {
  for (let sent = 0; sent < 20 && !socket.destroyed; sent += 1) {
    socket.write(' ');
    await turn();
  }
  let text = '';
  socket
    .setEncoding('latin1')
    .on('data', (chunk: string) => (text += chunk))
    .resume();
  await closed;
  return text;
}
