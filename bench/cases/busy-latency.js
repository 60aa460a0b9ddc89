import { Child } from '../process/child.js';
import { serverChild } from '../side-by-side.js';

/** @import { Case } from '../harness.js' */

const capacity = 100;
const offered = 10 * capacity;
/** The one that runs is extra. */
const held = capacity + 1;

/** A radio whose first command never ends, so that its queue fills and stays full. */
const full = {
  worker: { queueCapacity: capacity, processingTime: '1h' },
  deadlines: { read: 0 },
  http: { maxConnections: 0 },
};
const free = { worker: { queueCapacity: offered }, http: { maxConnections: 0 } };

/** @type {Case} */
export default {
  name: 'busy-latency',
  about: `BUSY at ${offered} requests for a queue of ${capacity}, beside a plain read of a simulator that is free`,
  figures: [
    { name: 'all at once, median', unit: 'ms' },
    { name: 'one client more, median', unit: 'ms' },
    { name: 'one client more, p99', unit: 'ms' },
  ],
  async open(seconds) {
    const load = new Child(new URL('../process/load.js', import.meta.url), 'client');
    const busy = serverChild('simulator', JSON.stringify(full));
    const idle = serverChild('simulator', JSON.stringify(free));
    const measure = async (
      /** @type {Child} */ server,
      /** @type {number} */ answered,
      /** @type {string} */ expected,
    ) => {
      const port = await server.ask('port');
      await load.ask('open', { name: 'flood', port, count: offered });
      const flood = await load.ask('flood', { name: 'flood', answered });
      await load.ask('open', { name: 'one more', port, count: 1 });
      const reply = await load.ask('call', 'one more');
      if (!reply.includes(expected)) throw new Error(`expected ${expected}, got ${reply}`);
      const one = await load.ask('sequence', { name: 'one more', seconds });
      await server.ask('reset');
      await load.ask('drop', 'flood');
      await load.ask('drop', 'one more');
      return {
        'all at once, median': flood.median,
        'one client more, median': one.median,
        'one client more, p99': one.p99,
      };
    };
    return {
      measured: () => measure(busy, offered - held, '"BUSY"'),
      beside: () => measure(idle, offered, '"result"'),
      close: async () => {
        await Promise.all([load, busy, idle].map((each) => each.end()));
      },
    };
  },
};
