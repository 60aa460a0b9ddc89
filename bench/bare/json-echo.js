import { once } from 'node:events';
import { createServer } from 'node:http';
import { likeSample } from './like-sample.js';

/** @import { AddressInfo } from 'node:net' */

/**
 * The least that any JSON-RPC server over `node:http` must do: read the body, parse it, and write a reply with the
 * request's id and a `Content-Length`. It checks nothing and knows no method.
 * @param {string} sample a reply of the simulator: each reply is as long, and has as many members
 */
export async function startJsonEcho(sample) {
  const replyTo = likeSample(sample);
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const reply = JSON.stringify(replyTo(JSON.parse(Buffer.concat(chunks).toString())));
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(reply),
      });
      response.end(reply);
    });
  });
  return listening(server);
}

/** @param {import('node:http').Server} server */
export async function listening(server) {
  // No time-out ends a connection while others are opened or called.
  server.keepAliveTimeout = 600_000;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  // Tests with 10,000 connections open many at the same time.
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { port, close };
}
