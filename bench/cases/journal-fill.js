import { figuresOf, loadChild, serverChild } from '../served.js';
import { read } from '../over-http.js';

/** @import { Case, Figure, Side } from '../measure/types.js' */
/** @import { Child } from '../process/child.js' */

const maxEntries = 10_000;

/** Calls that are measured before the journal is filled to its level again: few, so that the level hardly changes. */
const calls = maxEntries / 5;

/** How often it is filled and measured again in one measurement. */
const times = 10;

const warmUp = 1.5 * maxEntries;

const levels = { empty: 0, 'half full': maxEntries / 2 - calls / 2, full: maxEntries };

/** @type {Case} */
export default {
  name: 'journal-fill',
  about: `a read as a journal of ${maxEntries.toLocaleString('en')} entries fills, beside one with an empty journal`,
  figures: ['half full', 'full'].map(
    /** @returns {Figure} */ (side) => ({
      ...{ name: `CPU, ${side}`, unit: 'µs', metric: 'cpu', side, over: 'empty' },
      ...{ maxSpread: 0.08, aim: { of: 'ratio', atMost: 1.1 } },
    }),
  ),
  async open({ checkout, count }) {
    const load = loadChild();
    const servers = Object.entries(levels).map(([name, level]) => ({
      ...{ name, level },
      server: serverChild({ kind: 'simulator', checkout, options: { journal: { maxEntries } } }),
    }));
    /**
     * Does work while there are connections to a server.
     * @template T
     * @param {Child} server
     * @param {(flow: (calls: number) => Promise<any>) => Promise<T>} work
     */
    const connected = async (server, work) => {
      const ports = await server.ask('ports');
      await load.ask('open', { name: 'load', ports, count: 32, framing: 'http', body: read });
      const result = await work((calls) => load.ask('flow', { name: 'load', calls }));
      await load.ask('drop', 'load');
      return result;
    };
    /** @returns {Side} */
    const sideOf = (/** @type {Child} */ server, /** @type {number} */ level) => ({
      // Leaves the journal full.
      warmUp: () => connected(server, (flow) => flow(warmUp)),
      measure: () =>
        connected(server, async (flow) => {
          let cpu = 0;
          for (let each = 0; each < count(times); each += 1) {
            if (level < maxEntries) await server.ask('act', 'clear journal');
            if (level > 0 && level < maxEntries) await flow(level);
            cpu += (await figuresOf(server, calls, () => flow(calls)))['cpu'] ?? NaN;
          }
          return { cpu: cpu / count(times) };
        }),
    });
    return {
      sides: Object.fromEntries(servers.map(({ name, level, server }) => [name, sideOf(server, level)])),
      close: () => Promise.all([load, ...servers.map(({ server }) => server)].map((child) => child.end())),
    };
  },
};
