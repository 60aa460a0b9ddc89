import { fileURLToPath } from 'node:url';
import { startOf } from '../process/program-start.js';
import { median } from '../measure/statistics.js';

/** @import { Case, Sample } from '../measure/types.js' */

/** Starts in one measurement. */
const starts = 5;

/** How long a program goes on after its first line, ms: some of it is loaded later. */
const settling = 2_000;

const figure = { unit: 'ms', side: 'simulator', over: 'empty' };

/** @type {Case} */
export default {
  name: 'cli-start',
  about: '`silvus-mock start` until its first line, beside node running an empty HTTP server',
  figures: [
    { ...figure, name: 'CPU to listening', metric: 'cpu', aim: { of: 'ratio', atMost: 3 } },
    { ...figure, name: 'time to listening', metric: 'wall', maxSpread: 0.25 },
    {
      ...{ ...figure, name: 'CPU after two more seconds', metric: 'settled' },
      ...{ side: 'settled simulator', over: 'settled empty' },
    },
  ],
  open: async ({ checkout, count }) => {
    const simulator = [fileURLToPath(new URL('bin/silvus-mock.js', checkout)), 'start', '--port', '0'];
    const empty = [fileURLToPath(new URL('../bare/empty-server.js', import.meta.url))];
    const quick = (/** @type {readonly string[]} */ args) => ({
      warmUp: () => startOf(args),
      measure: () => medianOf(args, count(starts)),
    });
    const settled = (/** @type {readonly string[]} */ args) => ({
      warmUp: async () => undefined,
      measure: async () => ({ settled: (await startOf(args, settling)).settled }),
    });
    return {
      sides: {
        ...{ simulator: quick(simulator), empty: quick(empty) },
        ...{ 'settled simulator': settled(simulator), 'settled empty': settled(empty) },
      },
      close: async () => undefined,
    };
  },
};

/**
 * @param {readonly string[]} args
 * @param {number} times
 * @returns {Promise<Sample>}
 */
async function medianOf(args, times) {
  const taken = [];
  for (let each = 0; each < times; each += 1) taken.push(await startOf(args));
  return { cpu: median(taken.map(({ cpu }) => cpu)), wall: median(taken.map(({ wall }) => wall)) };
}
