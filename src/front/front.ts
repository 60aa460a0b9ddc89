import type { Server } from 'node:net';
import { SilvusMockError } from '../errors.js';
import type { PortName } from '../worker/job.js';

/** Where a port listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A port of the radio, as the lifecycle object drives it. */
export interface Front {
  /** Opens the port. Rejects with `PORT_UNAVAILABLE`. */
  listen(): Promise<Address>;
  /** Takes no more connections, drops those without a complete request; resolves when all are closed. */
  stop(): Promise<void>;
  /** Destroys what is left; says on how many connections a request was cut. */
  force(): number;
}

/** Opens a server's port and says where it is. */
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

/** Closes a server that may never have listened; resolves when its last connection is closed. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
