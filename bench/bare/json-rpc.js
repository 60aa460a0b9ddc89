import { createServer } from 'node:http';
import { JSONRPCServer } from 'json-rpc-2.0';
import { listening } from './json-echo.js';
import { likeSample } from './like-sample.js';

/**
 * The package json-rpc-2.0 behind `node:http`, with one method and nothing else.
 * @param {string} sample a reply of the simulator
 */
export async function startJsonRpc(sample) {
  const rpc = new JSONRPCServer();
  const { result } = /** @type {{ result: unknown }} */ (likeSample(sample)({ id: 1 }));
  rpc.addMethod('freq', () => result);
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      void rpc.receive(JSON.parse(Buffer.concat(chunks).toString())).then((answer) => {
        const reply = JSON.stringify(answer);
        response.writeHead(200, {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(reply),
        });
        response.end(reply);
      });
    });
  });
  return listening(server);
}
