import { openSideBySide } from '../side-by-side.js';

/** @import { Case } from '../harness.js' */
/** @import { Side } from '../side-by-side.js' */

/** @type {Case} */
export default {
  name: 'read-latency',
  about: 'one client that reads again and again, beside a bare node:http JSON echo',
  figures: [
    { name: 'median', unit: 'ms', aim: { of: 'value', atMost: 5 } },
    { name: 'p99', unit: 'ms' },
  ],
  async open(seconds) {
    const { over, close } = await openSideBySide(1);
    const measure = (/** @type {Side} */ name) =>
      over(name, (load) => load.ask('sequence', { name, seconds }));
    return { measured: () => measure('measured'), beside: () => measure('beside'), close };
  },
};
