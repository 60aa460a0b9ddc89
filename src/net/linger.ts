import type { Socket } from 'node:net';
import type { Clock, Timer } from '../core/time/clock.js';

/** Longest time from our FIN to that of a client that sends nothing, real ms. */
const maxQuietTime = 100;

/** The same of a client that keeps sending, real ms. */
const maxLingerTime = 1_000;

/** Reads and discards all further input; Node.js parses none of it. */
export function discardInput(socket: Socket): void {
  socket.removeAllListeners('data').on('data', () => undefined);
}

/**
 * Sends our FIN and discards what still arrives, until the client has sent its FIN or its time is over. A socket that
 * is closed while its client is still sending answers with a RST, and the client then loses what it has not read yet
 * (RFC 9112, 9.6).
 */
export function linger(socket: Socket, clock: Clock): void {
  discardInput(socket);
  const close = () => socket.destroy();
  let quiet: Timer | undefined;
  const restartQuietTime = () => {
    quiet?.cancel();
    quiet = clock.setTimeout(close, maxQuietTime);
  };
  socket.on('data', () => {
    if (quiet !== undefined) restartQuietTime();
  });
  // The time starts once all output is with the system.
  socket.end(() => {
    if (socket.destroyed) return;
    restartQuietTime();
    const last = clock.setTimeout(close, maxLingerTime);
    socket.once('close', () => {
      quiet?.cancel();
      last.cancel();
    });
    if (socket.readableEnded) close();
    else socket.once('end', close).resume();
  });
}
