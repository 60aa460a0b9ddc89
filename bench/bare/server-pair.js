import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';

/** A bare HTTP server and a bare TCP server: what a simulator's two ports cost at the least. */
export async function startServerPair(host = '127.0.0.1') {
  const servers = [createHttpServer(), createTcpServer()];
  for (const server of servers) {
    server.listen(0, host);
    await once(server, 'listening');
  }
  const close = async () => {
    await Promise.all(
      servers.map((server) => {
        server.close();
        return once(server, 'close');
      }),
    );
  };
  return { close };
}
