import { scriptRig } from '../process/script-rig.js';

/** @import { Case } from '../measure/types.js' */

const radios = 100;

/** Code that comes and goes with compiling is no radio's heap. */
const flags = ['--expose-gc', '--no-opt', '--no-flush-bytecode'];

/** @type {Case} */
export default {
  name: 'heap-per-radio',
  about: `heap of each of ${radios} idle simulators in one process, beside as many bare HTTP and TCP servers`,
  figures: [
    {
      ...{ name: 'heap each', unit: 'KiB', metric: 'heap', side: 'simulator', over: 'servers' },
      aim: { of: 'value', atMost: 50 },
    },
  ],
  open: async ({ checkout }) =>
    scriptRig('heap.js', ['simulator', 'servers'], { checkout, count: radios }, flags),
};
