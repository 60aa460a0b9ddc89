import type { Socket } from 'node:net';
import type { Clock, Timer } from '../core/time/clock.js';

/** How long a client that sends nothing has for its end after ours, real ms. */
const quietTime = 100;

/** How long one that sends on has, real ms. */
const longest = 1_000;

/** Takes nothing more in: what comes is discarded, and Node.js parses none of it. */
export function deafen(socket: Socket): void {
  socket.removeAllListeners('data').on('data', () => undefined);
}

/**
 * Sends our end and discards what still comes, until the client has ended too or its time is over. A socket that is
 * closed before its client has stopped sending answers with a RST, which costs the client what it has not read yet
 * (RFC 9112, 9.6).
 */
export function linger(socket: Socket, clock: Clock): void {
  deafen(socket);
  const close = () => socket.destroy();
  let quiet: Timer | undefined;
  const wait = () => {
    quiet?.cancel();
    quiet = clock.setTimeout(close, quietTime);
  };
  socket.on('data', () => {
    if (quiet !== undefined) wait();
  });
  // Its time begins when it has been sent everything.
  socket.end(() => {
    if (socket.destroyed) return;
    wait();
    const last = clock.setTimeout(close, longest);
    socket.once('close', () => {
      quiet?.cancel();
      last.cancel();
    });
    if (socket.readableEnded) close();
    else socket.once('end', close).resume();
  });
}
