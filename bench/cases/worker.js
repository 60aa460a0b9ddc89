import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const figure = { unit: '/s', metric: 'perCpuSecond', over: 'promise' };

/** @type {Case} */
export default {
  name: 'worker',
  about: 'commands that the worker carries out in process, one after the other, beside a promise for each',
  figures: [
    { ...figure, name: 'commands a CPU second', side: 'worker', aim: { of: 'value', atLeast: 450_000 } },
    { ...figure, name: 'without a signal', side: 'worker without signal' },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'worker.js',
      Object.fromEntries(
        ['worker', 'worker without signal', 'promise'].map((kind) => [kind, { kind, checkout }]),
      ),
      { warmUp: warmUpCount(200_000), times: count(200_000) },
    ),
};
