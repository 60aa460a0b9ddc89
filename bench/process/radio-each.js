/** Adds and removes radios through a control plane, or starts and closes bare servers. Argument: JSON. */
import http from 'node:http';
import { startServerPair } from '../bare/server-pair.js';
import { answerParent } from './answer.js';
import { cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout } = JSON.parse(process.argv[2] ?? '{}');

/** One radio for one test: it is added, and removed. The client is in this process. */
async function overControlPlane() {
  const { startSilvusMock } = await libraryOf(checkout);
  const { control } = await startSilvusMock({ control: { enabled: true, port: 0 } });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const request = (/** @type {string} */ method, /** @type {string} */ path, /** @type {string} */ body) =>
    /** @type {Promise<string>} */ (
      new Promise((resolve, reject) => {
        const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
        const sent = http.request({ port: control?.port, agent, method, path, headers }, (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () =>
            (response.statusCode ?? 0) < 300 ? resolve(text) : reject(new Error(text)),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      })
    );
  return async () => {
    const { nodeid } = JSON.parse(await request('POST', '/nodes', '{}'));
    await request('DELETE', `/nodes/${nodeid}`, '');
  };
}

async function bareServers() {
  return async () => {
    const servers = await startServerPair();
    await servers.close();
  };
}

const prepared = kind === 'simulator' ? overControlPlane() : bareServers();

answerParent({
  /** Processor time of one radio, client included, µs. */
  run: async (/** @type {number} */ times) => {
    const one = await prepared;
    const before = cpuTime();
    for (let each = 0; each < times; each += 1) await one();
    return { cpu: (cpuTime() - before) / times };
  },
});
