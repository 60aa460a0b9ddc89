import type { Clock } from '../../core/time/clock.js';
import type { Connection } from '../connection.js';

/** Errors of a connection whose client has gone. */
const goneCodes: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Waits for the TLS handshake of a connection, and ends the connection where there is none.
 * @param clock real time
 * @param ms that the handshake may take; 0 for unlimited
 * @param onSecure called once, after the handshake
 */
export function awaitHandshake(connection: Connection, clock: Clock, ms: number, onSecure: () => void): void {
  const { stream } = connection;
  const onError = ({ code }: NodeJS.ErrnoException) => {
    if (!goneCodes.has(code)) connection.setEndReason('handshake-failed');
  };
  // Half a connection is none: there is nobody left to send to.
  const onEnd = () => connection.destroy('client');
  const deadline = ms > 0 ? clock.setTimeout(() => connection.destroy('handshake-timeout'), ms) : undefined;
  stream.on('error', onError).on('end', onEnd);
  stream.once('close', () => deadline?.cancel());
  stream.once('secure', () => {
    deadline?.cancel();
    stream.off('error', onError).off('end', onEnd);
    onSecure();
  });
}
