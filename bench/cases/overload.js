import { figuresOf, loadChild, serverChild } from '../served.js';
import { read } from '../over-http.js';

/** @import { Case, Sample } from '../measure/types.js' */
/** @import { Child } from '../process/child.js' */

/** Reads that the radio can carry out in a second: one in 2 ms. */
const capacity = 500;
const processingTime = '2ms';
const queueCapacity = 100;
const offered = 10 * capacity;
/** More than the queue holds, so that a request that arrives finds a free connection. */
const connections = 4 * queueCapacity;

const options = { worker: { processingTime, queueCapacity }, http: { maxConnections: 0 } };

/** @type {Case} */
export default {
  name: 'overload',
  about: `${offered} reads a second for a radio that can carry out ${capacity}, beside the echo under the same load`,
  figures: [
    {
      ...{ name: 'time to BUSY, p50', unit: 'ms', metric: 'p50', side: 'simulator', over: 'echo' },
      ...{ maxSpread: 0.3, aim: { of: 'value', atMost: 5 } },
    },
    {
      ...{ name: 'time to BUSY, p99', unit: 'ms', metric: 'p99', side: 'simulator', over: 'echo' },
      ...{ maxSpread: 0.5, aim: { of: 'value', atMost: 50 } },
    },
    {
      ...{ name: 'CPU, beside echo', unit: 'µs', metric: 'cpu', side: 'simulator', over: 'echo' },
      aim: { of: 'ratio', atMost: 2 },
    },
    {
      // Heap that a second of overload leaves behind, once the queue is empty again.
      ...{ name: 'heap left behind', unit: 'KiB', metric: 'left', side: 'simulator', maxSpread: Infinity },
      aim: { of: 'value', atMost: 512 },
    },
  ],
  async open({ checkout, count }) {
    const load = loadChild();
    const simulator = serverChild({ kind: 'simulator', checkout, options });
    const sample = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}';
    const echo = serverChild({ kind: 'json-echo', sample });

    /**
     * @param {Child} server
     * @param {string} counted text of the replies whose time counts
     * @param {number} calls
     * @returns {Promise<Sample>}
     */
    const overload = async (server, counted, calls) => {
      const ports = await server.ask('ports');
      await load.ask('open', {
        name: 'load',
        ports,
        count: connections,
        framing: 'http',
        body: read,
        varies: true,
      });
      const before = await server.ask('memory');
      const sample = await figuresOf(server, calls, async () => {
        const begun = performance.now();
        const times = await load.ask('rate', { name: 'load', perSecond: offered, calls, counted });
        if (times.count < calls / 2)
          throw new Error(`only ${times.count} of ${calls} replies have ${counted}`);
        return { ...times, ms: performance.now() - begun };
      });
      const after = await server.ask('memory');
      await load.ask('drop', 'load');
      return { ...sample, left: (after.heap - before.heap) / 1_024 };
    };
    const side = (/** @type {Child} */ server, /** @type {string} */ counted) => ({
      // Enough to fill the journal, whose entries stay.
      warmUp: () => overload(server, counted, 4_000),
      measure: () => overload(server, counted, count(2 * offered)),
    });
    return {
      sides: { simulator: side(simulator, 'BUSY'), echo: side(echo, 'result') },
      close: () => Promise.all([load, simulator, echo].map((child) => child.end())),
    };
  },
};
