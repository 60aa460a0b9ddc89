import { once } from 'node:events';
import { createServer } from 'node:http';

/** @import { AddressInfo } from 'node:net' */

/**
 * The least that any JSON-RPC server over `node:http` must do: read the body, parse it, and write a reply with the
 * request's id and a `Content-Length`. It checks nothing and knows no method.
 * @param {number} replyBytes length of the reply's body, so that it is as long as the simulator's
 */
export async function startJsonEcho(replyBytes) {
  const shortest = JSON.stringify({ result: [''], id: 1, jsonrpc: '2.0' }).length;
  const value = '4700'.padEnd(replyBytes - shortest);
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { id } = JSON.parse(Buffer.concat(chunks).toString());
      const reply = JSON.stringify({ result: [value], id, jsonrpc: '2.0' });
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(reply),
      });
      response.end(reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { port, close };
}
