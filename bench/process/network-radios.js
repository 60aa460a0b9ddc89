/** Prints what a network of served radios takes, or as many bare server pairs, for each of them. Argument: JSON. */
import { startServerPair } from '../bare/server-pair.js';
import { cpuTime, heapInUse } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout, count } = JSON.parse(process.argv[2] ?? '{}');
const { startNetwork } = await libraryOf(checkout);

async function network() {
  const generate = {
    ...{ nodes: count, firstNodeid: 1_000, center: { latitude: 48, longitude: 11 }, spacing: 250 },
    ...{ motion: { kind: /** @type {const} */ ('random-walk'), speed: 1.5 }, served: count },
  };
  const settings = { max_link_distance: 1_000 };
  return startNetwork({ network: { generate, settings }, clock: 'virtual' });
}

async function servers() {
  const all = [];
  for (let each = 0; each < count; each += 1) all.push(await startServerPair());
  return { close: () => Promise.all(all.map((each) => each.close())) };
}

const start = kind === 'network' ? network : servers;
// What is loaded and compiled once for all is no radio's.
await (await start()).close();

const heapBefore = await heapInUse();
const before = cpuTime();
const started = await start();
const listening = cpuTime();
const heap = (await heapInUse()) - heapBefore;
const closing = cpuTime();
await started.close();
const closed = cpuTime();
process.stdout.write(
  JSON.stringify({
    start: (listening - before) / count,
    heap: heap / count / 1_024,
    close: (closed - closing) / count,
  }),
);
