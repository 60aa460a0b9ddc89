import { openSideBySide } from '../side-by-side.js';

/** @import { Case } from '../harness.js' */
/** @import { Side } from '../side-by-side.js' */

const connections = 10;

/** @type {Case} */
export default {
  name: 'read-over-http',
  about: `a read over ${connections} keep-alive connections, beside a bare node:http JSON echo`,
  figures: [
    { name: 'server CPU per read', unit: 'µs', aim: { of: 'ratio', atMost: 1.15 } },
    { name: 'throughput', unit: 'reads/s', aim: { of: 'ratio', atLeast: 0.85 } },
  ],
  async open(seconds) {
    const { over, close } = await openSideBySide(connections);
    const measure = (/** @type {Side} */ name) =>
      over(name, async (load, server) => {
        const before = await server.ask('cpu');
        const { calls, ms } = await load.ask('flow', { name, seconds });
        const after = await server.ask('cpu');
        return { 'server CPU per read': (after - before) / calls, throughput: (calls / ms) * 1_000 };
      });
    return { measured: () => measure('measured'), beside: () => measure('beside'), close };
  },
};
