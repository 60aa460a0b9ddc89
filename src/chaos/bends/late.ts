import { latency } from '../../faults/kinds/latency.js';
import { type Bend, requestStages, spread } from '../bend.js';
import { withoutState } from '../without-state.js';

/** The reply comes late, up to 3 s. */
export const late: Bend<'late'> = {
  name: 'late',
  summary: 'the reply comes 3 ms to 3 s late',
  stages: requestStages,
  hooks: (draw) => latency.make({ ms: spread(draw, 3, 3_000) }, withoutState),
};
