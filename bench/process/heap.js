/** Prints the heap that each of many simulators, or bare server pairs, takes, KiB, as JSON. Argument: JSON. */
import { startServerPair } from '../bare/server-pair.js';
import { heapInUse } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout, count } = JSON.parse(process.argv[2] ?? '{}');
const { startSilvusMock } = await libraryOf(checkout);
/** @type {() => Promise<{ close(): Promise<unknown> }>} */
const start = kind === 'simulator' ? () => startSilvusMock() : startServerPair;

async function startAll() {
  const all = [];
  for (let each = 0; each < count; each += 1) all.push(await start());
  return all;
}

// What is loaded, compiled or pooled once for all is no radio's.
for (let round = 0; round < 3; round += 1) {
  const passing = await startAll();
  await Promise.all(passing.map((each) => each.close()));
}

const before = await heapInUse();
const started = await startAll();
const after = await heapInUse();
process.stdout.write(JSON.stringify({ heap: (after - before) / started.length / 1_024 }));
await Promise.all(started.map((each) => each.close()));
