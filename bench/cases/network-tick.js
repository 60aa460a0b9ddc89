import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const few = 1_000;
const many = 10_000;

/** @type {Case} */
export default {
  name: 'network-tick',
  about: `all links of ${many.toLocaleString('en')} moving nodes for one tick, for each link, beside those of a tenth of the nodes`,
  figures: [
    {
      ...{ name: 'CPU for each link', unit: 'ns', metric: 'cpu', side: 'many', over: 'few' },
      aim: { of: 'ratio', atMost: 1.25 },
    },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'network.js',
      { many: { checkout, count: many }, few: { checkout, count: few } },
      { warmUp: warmUpCount(20), times: count(20) },
    ),
};
