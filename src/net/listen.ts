import { Server } from 'node:net';
import { SilvusMockError } from '../core/errors.js';

/** Where a port listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Opens the port of a server and gives its address. Rejects with `PORT_UNAVAILABLE`.
 * @param name of the port, for the error
 */
export function listenOn(server: Server, name: string, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      reject(new SilvusMockError('PORT_UNAVAILABLE', portMessage(name, host, port, cause), { cause }));
    };
    const onListening = () => {
      server.off('error', onError);
      const address = server.address();
      resolve({ host, port: typeof address === 'object' && address !== null ? address.port : port });
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host, port });
  });
}

/** Accepts no more connections. `http.Server.close` would destroy connections whose reply is still being sent. */
export function stopListening(server: Server): void {
  if (server.listening) Server.prototype.close.call(server);
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is taken',
  EACCES: 'it needs privileges',
  EADDRNOTAVAIL: 'this machine has no such address (EADDRNOTAVAIL)',
};

function portMessage(
  name: string,
  host: string,
  port: number,
  { code, message }: NodeJS.ErrnoException,
): string {
  const why = (code === undefined ? undefined : reasons[code]) ?? message;
  return `the ${name} port ${port} on ${host} can't be opened: ${why}`;
}
