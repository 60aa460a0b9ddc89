import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const figure = { unit: '/s', metric: 'perCpuSecond', over: 'echo' };

/** @type {Case} */
export default {
  name: 'virtual-time',
  about:
    'simulated seconds in a CPU second, polled in each, beside the calls of a client and a bare JSON echo',
  figures: [
    { name: 'over HTTP', side: 'over HTTP', ...figure, aim: { of: 'ratio', atLeast: 0.8 } },
    { name: 'in process', side: 'in process', ...figure, aim: { of: 'ratio', atLeast: 5 } },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'virtual.js',
      Object.fromEntries(['over HTTP', 'in process', 'echo'].map((kind) => [kind, { kind, checkout }])),
      { warmUp: warmUpCount(15_000), times: count(15_000) },
    ),
};
