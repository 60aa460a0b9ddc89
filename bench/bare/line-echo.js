import { once } from 'node:events';
import { createServer } from 'node:net';
import { likeSample } from './like-sample.js';

/** @import { AddressInfo } from 'node:net' */

/**
 * The least that a JSON-RPC server over lines must do: find the end of the line, parse it and write a reply.
 * @param {{ sample: string, persistent: boolean }} options `persistent`: a connection may send more than one line
 */
export async function startLineEcho({ sample, persistent }) {
  const replyTo = likeSample(sample);
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        const reply = `${JSON.stringify(replyTo(JSON.parse(text.slice(0, end))))}\n`;
        text = text.slice(end + 1);
        if (persistent) socket.write(reply);
        else socket.end(reply);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  return { port };
}
