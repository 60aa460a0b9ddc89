// What a command leaves behind: many are carried out over HTTP in batches, and what the process holds after a
// collection is compared. `node test/soak/retained.js --commands 1000000`; needs `npm run build`.
import { parseArgs } from 'node:util';
import { HttpCaller } from './calls.js';
import { RadioProcess } from './radio-process.js';

const { values } = parseArgs({ options: { commands: { type: 'string', default: '1000000' } } });
const commands = Number(values.commands);
const batch = 32;
const clients = 8;

/** What a command may leave behind, bytes: less than any object takes. */
const margin = 1;

const methods = ['freq', 'power_dBm', 'uptime', 'nothing'];
const body = JSON.stringify(
  Array.from({ length: batch }, (_, index) => ({
    jsonrpc: '2.0',
    id: index,
    method: methods[index % methods.length],
  })),
);

const radio = await RadioProcess.start(['--log-level', 'error']);
const callers = Array.from({ length: clients }, () => new HttpCaller(radio.address.http.port, '127.0.0.1'));

/** @param {number} count */
async function carryOut(count) {
  let left = Math.ceil(count / batch);
  const ask = async (/** @type {HttpCaller} */ caller) => {
    while (left > 0) {
      left -= 1;
      const { kind } = await caller.call(body);
      if (kind !== 'answered') throw new Error(`a batch was ${kind}`);
    }
  };
  await Promise.all(callers.map(ask));
}

// Until the journal and all that is made ready as it is used are full.
await carryOut(Math.max(200_000, commands / 10));
const before = await radio.memory();
await carryOut(commands);
const after = await radio.memory();
for (const caller of callers) caller.reconnect();
const { body: status } = await radio.control('GET', '/status');
const exitCode = await radio.stop();
const held = (after.heapUsed - before.heapUsed) / commands;
const counted = Object.values(status.stats.commands).reduce((sum, each) => sum + Number(each), 0);
process.stdout.write(
  `${commands} commands: heap after collection ${before.heapUsed} and ${after.heapUsed} bytes, ` +
    `${held.toFixed(3)} bytes a command (allowed: ${margin}); external ${before.external} and ${after.external}; ` +
    `resident ${before.rss} and ${after.rss}; counted ${counted}; exit code ${exitCode}\n`,
);
process.exitCode = held <= margin && exitCode === 0 ? 0 : 1;
