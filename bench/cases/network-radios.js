import { scriptRig } from '../process/script-rig.js';

/** @import { Case } from '../measure/types.js' */

const radios = 1_000;
const figure = { side: 'network', over: 'servers' };

/** @type {Case} */
export default {
  name: 'network-radios',
  about: `a network of ${radios.toLocaleString('en')} served radios that all move, beside as many bare HTTP and TCP servers`,
  figures: [
    { name: 'CPU of start, each', unit: 'µs', metric: 'start', ...figure },
    { name: 'CPU of close, each', unit: 'µs', metric: 'close', ...figure },
    {
      ...{ name: 'heap each', unit: 'KiB', metric: 'heap', ...figure },
      aim: { of: 'value', atMost: 50 },
    },
  ],
  open: async ({ checkout }) =>
    scriptRig('network-radios.js', ['network', 'servers'], { checkout, count: radios }, ['--expose-gc']),
};
