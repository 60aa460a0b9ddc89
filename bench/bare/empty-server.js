/** A program that does nothing but open an HTTP port and say so on stdout. */
import { createServer } from 'node:http';

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ event: 'listening', http: server.address() })}\n`);
});
