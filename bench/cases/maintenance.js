import { openServed } from '../served.js';

/** @import { Case, Rig, Setting } from '../measure/types.js' */

const body = { jsonrpc: '2.0', method: 'zeroize', id: 1 };

const kinds = [
  { name: 'on one connection', prefix: 'open', persistent: true, calls: 10_000 },
  { name: 'on a connection of its own', prefix: 'closed', persistent: false, calls: 3_000 },
];

/** A line echo on `node:net` costs less than half of one on `node:http`, so the ratio is larger than over HTTP. */
const atMost = 3;

/** @type {Case} */
export default {
  name: 'maintenance',
  about: 'zeroize on the maintenance port, beside a bare node:net echo of lines',
  figures: kinds.map(({ name, prefix }) => ({
    ...{ name: `CPU, ${name}`, unit: 'µs', metric: 'cpu' },
    ...{ side: `${prefix} simulator`, over: `${prefix} echo` },
    aim: { of: 'ratio', atMost },
  })),
  open: async (/** @type {Setting} */ setting) => {
    /** @type {Rig[]} */
    const rigs = [];
    for (const { prefix, persistent, calls } of kinds) {
      const traffic = {
        ...{ connections: 1, framing: /** @type {const} */ ('line'), isChurn: !persistent },
        ...{ body, warmUp: calls, calls },
      };
      rigs.push(
        await openServed(setting, traffic, {
          [`${prefix} simulator`]: {
            kind: 'simulator',
            port: 'maintenance',
            options: { maintenance: { persistent } },
          },
          [`${prefix} echo`]: { kind: 'line-echo', persistent },
        }),
      );
    }
    return {
      sides: Object.assign({}, ...rigs.map(({ sides }) => sides)),
      close: () => Promise.all(rigs.map((rig) => rig.close())),
    };
  },
};
