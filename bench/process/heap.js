/**
 * Prints the heap that each of many simulators, or bare server pairs, takes, bytes. Needs `--expose-gc`.
 * Arguments: `simulator` or `server-pair`, and how many.
 */
import { setImmediate } from 'node:timers/promises';
import { startSilvusMock } from '../../dist/index.js';
import { startServerPair } from '../bare/server-pair.js';

const [kind, count] = process.argv.slice(2);
/** @type {() => Promise<{ close(): Promise<unknown> }>} */
const start = kind === 'simulator' ? startSilvusMock : startServerPair;

/** @param {number} many */
async function startAll(many) {
  const all = [];
  for (let each = 0; each < many; each += 1) all.push(await start());
  return all;
}

/** Heap in use once all that is garbage is gone: when several collections in a row have found nothing more. */
async function heapInUse() {
  let least = Infinity;
  for (let idle = 0; idle < 5; idle += 1) {
    await setImmediate();
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed < least - 1_024) idle = 0;
    least = Math.min(least, heapUsed);
  }
  return least;
}

// What is loaded, compiled or pooled once for all is no radio's.
for (let round = 0; round < 3; round += 1) {
  const passing = await startAll(Number(count));
  await Promise.all(passing.map((each) => each.close()));
}

const before = await heapInUse();
const started = await startAll(Number(count));
const after = await heapInUse();
process.stdout.write(String((after - before) / started.length));
await Promise.all(started.map((each) => each.close()));
