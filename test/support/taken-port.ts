import { type AddressInfo, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Takes a port, any that is free by default, until the test has finished. */
export async function taken(port = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
