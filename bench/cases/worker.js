import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const figure = { unit: '/s', metric: 'perCpuSecond', over: 'plain' };

/** @type {Case} */
export default {
  name: 'worker',
  about:
    'commands that the worker carries out in process, one after the other, beside a promise with a timer and an abort listener for each',
  figures: [
    { ...figure, name: 'commands a CPU second', side: 'worker', aim: { of: 'value', atLeast: 450_000 } },
    { ...figure, name: 'with a new signal for each', side: 'new signal' },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'worker.js',
      Object.fromEntries(['worker', 'new signal', 'plain'].map((kind) => [kind, { kind, checkout }])),
      { warmUp: warmUpCount(200_000), times: count(200_000) },
    ),
};
