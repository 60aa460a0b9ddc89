import { virtualClock } from '../../dist/index.js';
import { median, repeat } from '../harness.js';

/** @import { Case } from '../harness.js' */

/** Timers of the larger clock, for each timer of the smaller one. */
const factor = 4;

/** Bound for `factor` times as many timers: n log n is a little above 4, a scan for each timer is 16. */
const atMost = 6;

/** Timers of the larger clock. */
const counts = [4_000, 16_000];

/**
 * Processor time of `advance` over so many timers at distinct times, s.
 * @param {number} seconds
 * @param {number} count
 */
async function advanceOver(seconds, count) {
  /** @type {number[]} */
  const times = [];
  await repeat(seconds, async () => {
    const clock = virtualClock();
    let fired = 0;
    for (let timer = 1; timer <= count; timer += 1) clock.setTimeout(() => (fired += 1), timer);
    const begun = process.cpuUsage();
    await clock.advance(count);
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1e6);
    if (fired !== count) throw new Error(`${fired} of ${count} timers fired`);
  });
  return median(times);
}

/**
 * @param {number} seconds
 * @param {(count: number) => number} countOf
 */
async function measure(seconds, countOf) {
  /** @type {Record<string, number>} */
  const measured = {};
  for (const count of counts) measured[nameOf(count)] = await advanceOver(seconds, countOf(count));
  return measured;
}

const nameOf = (/** @type {number} */ count) => `${count.toLocaleString('en')} timers`;

/** @type {Case} */
export default {
  name: 'virtual-timers',
  about: `processor time of advance over timers at distinct times, beside a ${factor}th as many of them`,
  figures: counts.map((count) => ({ name: nameOf(count), unit: 's', aim: { of: 'ratio', atMost } })),
  open: async (seconds) => ({
    measured: () => measure(seconds, (count) => count),
    beside: () => measure(seconds, (count) => count / factor),
    close: async () => undefined,
  }),
};
