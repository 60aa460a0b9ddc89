import type { Server } from 'node:net';
import { SilvusMockError } from '../errors.js';
import type { PortName } from '../worker/job.js';

/** Where a port listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Opens a server's port and says where it is. Rejects with `PORT_UNAVAILABLE`. */
export function listenOn(server: Server, name: PortName, { host, port }: Address): Promise<Address> {
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

function portMessage(
  name: PortName,
  host: string,
  port: number,
  { code, message }: NodeJS.ErrnoException,
): string {
  const why = code === 'EADDRINUSE' ? 'it is taken' : code === 'EACCES' ? 'it needs privileges' : message;
  return `the ${name} port ${port} on ${host} can't be opened: ${why}`;
}
