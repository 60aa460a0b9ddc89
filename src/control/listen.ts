import type { Server } from 'node:net';
import { SilvusMockError } from '../errors.js';
import type { PortAddress } from './target.js';

/** Opens the control port and says where it is. Rejects with `PORT_UNAVAILABLE`. */
export function listenOn(server: Server, { host, port }: PortAddress): Promise<PortAddress> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      const message = `the control port ${port} on ${host} can't be opened: ${reasonOf(cause)}`;
      reject(new SilvusMockError('PORT_UNAVAILABLE', message, { cause }));
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

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'it is taken';
  return code === 'EACCES' ? 'it needs privileges' : message;
}
