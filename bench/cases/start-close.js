import { openAsked } from '../asked.js';

/** @import { Case } from '../measure/types.js' */

const kept = 1_000;
const aim = /** @type {const} */ ({ of: 'ratio', atMost: 2.5 });
const figure = { unit: 'µs', metric: 'cpu', aim };

/** @type {Case} */
export default {
  name: 'start-close',
  about: 'a simulator started and closed in process, beside a bare HTTP and a bare TCP server',
  figures: [
    { name: 'CPU, none kept open', side: 'simulator', over: 'servers', ...figure },
    {
      name: `CPU, ${kept} kept open`,
      side: 'simulator among others',
      over: 'servers among others',
      ...figure,
    },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'starts.js',
      {
        simulator: { kind: 'simulator', checkout, kept: 0 },
        servers: { kind: 'servers', checkout, kept: 0 },
        'simulator among others': { kind: 'simulator', checkout, kept },
        'servers among others': { kind: 'servers', checkout, kept },
      },
      { warmUp: warmUpCount(1_500), times: count(1_000) },
    ),
};
