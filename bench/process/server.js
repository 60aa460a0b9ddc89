/**
 * A server in a process of its own. Its argument, as JSON: `kind`, and what the kind asks for. Answers with its ports,
 * and with the processor time and the memory of this process.
 */
import { startFastify } from '../bare/fastify.js';
import { startJsonEcho } from '../bare/json-echo.js';
import { startJsonRpc } from '../bare/json-rpc.js';
import { startLineEcho } from '../bare/line-echo.js';
import { answerParent } from './answer.js';
import { cpuTime, heapInUse } from './own-figures.js';
import { startSimulators } from './simulators.js';

const { kind, ...given } = JSON.parse(process.argv[2] ?? '{}');

/** @returns {Promise<{ ports: () => readonly number[], act?: (order: string) => unknown }>} */
async function start() {
  switch (kind) {
    case 'simulator':
      return startSimulators(given);
    case 'json-echo': {
      /** @type {{ port: number }[]} */
      const servers = [];
      for (let each = 0; each < (given.count ?? 1); each += 1)
        servers.push(await startJsonEcho(given.sample));
      return { ports: () => servers.map(({ port }) => port) };
    }
    case 'json-rpc':
      return oneOf(await startJsonRpc(given.sample));
    case 'fastify':
      return oneOf(await startFastify(given.sample));
    case 'line-echo':
      return oneOf(await startLineEcho(given));
    default:
      throw new Error(`no such server: ${kind}`);
  }
}

const oneOf = (/** @type {{ port: number }} */ { port }) => ({ ports: () => [port] });

const started = start();

answerParent({
  ports: async () => (await started).ports(),
  act: async (/** @type {string} */ order) => (await started).act?.(order),
  /** Processor time of this process so far, user and system, µs, and the time of the answer, ms. */
  cpu: () => ({ cpu: cpuTime(), at: performance.now() }),
  /** Bytes. */
  memory: async () => ({ heap: await heapInUse(), resident: process.memoryUsage().rss }),
});
