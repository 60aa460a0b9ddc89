import { type AddressInfo, type Server, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens with a server on a port of the loopback, a free one by default, until the test has finished. */
export async function listening(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A port on which another server listens until the test has finished. */
export function takenPort(port = 0): Promise<number> {
  return listening(createServer(), port);
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
