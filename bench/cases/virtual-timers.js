import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const few = 4_000;
const many = 16_000;

/** @type {Case} */
export default {
  name: 'virtual-timers',
  about: `advance over ${many.toLocaleString('en')} timers at distinct times, beside a quarter as many of them`,
  figures: [
    {
      ...{ name: 'CPU of advance', unit: 'ms', metric: 'cpu', side: 'many', over: 'few' },
      // n log n is a little above 4, a scan for each timer is 16.
      aim: { of: 'ratio', atMost: 6 },
    },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'timers.js',
      { many: { checkout, count: many }, few: { checkout, count: few } },
      { warmUp: warmUpCount(20), times: count(20) },
    ),
};
