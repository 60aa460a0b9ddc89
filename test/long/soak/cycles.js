// Many starts and closes in one process, each with clients: what is active and held at the end is what was at the
// start. `node --jitless --expose-gc test/long/soak/cycles.js --cycles 1500`; needs `npm run build`. Without --jitless
// the code that V8 compiles meanwhile counts as growth.
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { setImmediate as turn } from 'node:timers/promises';
import { startSilvusMock } from '../../../dist/index.js';

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '500' } } });
const cycles = Number(values.cycles);
const warmUp = 100;

/** Readings of the heap, with cycles between them: the lowest has least of what V8 holds for a moment. */
const readings = 6;
const between = 20;

/** What the heap may have grown by, bytes for each cycle: less than the smallest object that a simulator has. */
const margin = 50;

/** @param {number} port @param {string} text */
function exchange(port, text) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk) => (reply += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(reply));
    socket.write(text);
  });
}

/** @param {string} method @param {readonly string[]} [params] */
const call = (method, params = []) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
const http = (/** @type {string} */ body) =>
  `POST /streamscape_api HTTP/1.1\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

async function cycle() {
  const mock = await startSilvusMock({ control: { enabled: true }, timing: { preset: 'fast' } });
  const silent = connect(mock.http.port, '127.0.0.1');
  const gone = new Promise((resolve) => silent.once('close', resolve));
  silent.on('error', () => undefined).resume();
  const replies = await Promise.all([
    exchange(mock.http.port, http(call('power_dBm', ['20']))),
    exchange(mock.maintenance.port, `${call('radio_reset')}\n`),
    exchange(mock.control?.port ?? 0, 'GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
  ]);
  if (!replies.every((reply) => /"result" : \[""\]|"lifecycle":"running"/.test(String(reply))))
    throw new Error(`no answer: ${replies.join('\n')}`);
  const { cut, forced } = await mock.close();
  if (cut + forced > 0) throw new Error('a close that was not clean');
  await gone;
  return new WeakRef(mock);
}

/** Heap after collections, bytes. */
async function heap() {
  for (let round = 0; round < 10; round += 1) {
    await turn();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** The lowest of some readings. */
async function lowestHeap() {
  let lowest = await heap();
  for (let reading = 1; reading < readings; reading += 1) {
    for (let count = 0; count < between; count += 1) await cycle();
    lowest = Math.min(lowest, await heap());
  }
  return lowest;
}

const active = () => process.getActiveResourcesInfo().sort().join(' ');

for (let count = 0; count < warmUp; count += 1) await cycle();
const before = { heap: await lowestHeap(), active: active() };
/** @type {WeakRef<object>[]} */
const closed = [];
for (let count = 0; count < cycles; count += 1) closed.push(await cycle());
const after = { heap: await lowestHeap(), active: active() };
// The last may still stand on the stack.
const held = closed.filter((each) => each.deref() !== undefined).length;
const grown = (after.heap - before.heap) / cycles;

process.stdout.write(
  `${cycles} starts and closes: active before "${before.active}", after "${after.active}"; ` +
    `heap ${before.heap} and ${after.heap} bytes, ${grown.toFixed(1)} a cycle (allowed: ${margin}); ` +
    `closed simulators still held: ${held} (allowed: 1, the last)\n`,
);
process.exitCode = before.active === after.active && grown <= margin && held <= 1 ? 0 : 1;
