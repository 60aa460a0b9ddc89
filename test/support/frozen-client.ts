import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

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

/** Sends on for some turns of the event loop without reading, then reads until the end. */
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
