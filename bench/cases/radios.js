import { openServed } from '../served.js';
import { read } from '../over-http.js';

/** @import { Case, Figure } from '../measure/types.js' */

const counts = [10, 100, 1_000];

/** The same for each number of radios, so that only that number differs. */
const connections = 1_000;

const nameOf = (/** @type {number} */ count) => `${count.toLocaleString('en')} radios`;

/** @type {Case} */
export default {
  name: 'radios',
  about: `a read over ${connections} connections to many radios of one process, beside as many to one radio`,
  figures: [
    ...counts.map(
      /** @returns {Figure} */ (count) => ({
        ...{
          name: `CPU, ${nameOf(count)}`,
          unit: 'µs',
          metric: 'cpu',
          side: nameOf(count),
          over: 'one radio',
        },
        ...{ maxSpread: 0.08, aim: { of: 'ratio', atMost: 1.1 } },
      }),
    ),
    // What of it is Node.js and the kernel.
    {
      ...{
        name: 'CPU, 1,000 bare servers',
        unit: 'µs',
        metric: 'cpu',
        side: '1,000 servers',
        over: 'one server',
      },
      maxSpread: 0.08,
    },
  ],
  open: (setting) => {
    const radios = (/** @type {number} */ count) => ({
      ...{ kind: 'simulator', count },
      options: { http: { maxConnections: 0 }, worker: { queueCapacity: connections } },
    });
    return openServed(
      setting,
      { connections, body: read, warmUp: 15_000, calls: 20_000 },
      {
        'one radio': radios(1),
        ...Object.fromEntries(counts.map((count) => [nameOf(count), radios(count)])),
        'one server': { kind: 'json-echo' },
        '1,000 servers': { kind: 'json-echo', count: 1_000 },
      },
    );
  },
};
