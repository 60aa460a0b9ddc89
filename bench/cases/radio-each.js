import { openAsked } from '../asked.js';

/** @type {import('../measure/types.js').Case} */
export default {
  name: 'radio-each',
  about:
    'a radio added and removed by the control plane, client included, beside a bare HTTP and a bare TCP server',
  figures: [
    {
      ...{ name: 'CPU each', unit: 'µs', metric: 'cpu', side: 'simulator', over: 'servers' },
      // 500 radios a second.
      aim: { of: 'value', atMost: 2_000 },
    },
  ],
  open: ({ checkout, count, warmUpCount }) =>
    openAsked(
      'radio-each.js',
      { simulator: { kind: 'simulator', checkout }, servers: { kind: 'servers', checkout } },
      { warmUp: warmUpCount(1_500), times: count(2_000) },
    ),
};
