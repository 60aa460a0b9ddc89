import { deepFreeze } from '../core/freeze.js';
import type { FaultSpec } from './spec.js';

/** Faults of the mode `degraded`: a radio at the edge of its range. The figures are an assumption. */
export const degradedFaults: readonly (FaultSpec & { readonly name: string })[] = deepFreeze([
  { kind: 'latency', name: 'degraded-latency', ms: 300, jitter: 200, probability: 0.5 },
  { kind: 'busy', name: 'degraded-busy', probability: 0.05 },
  { kind: 'unavailable', name: 'degraded-unavailable', probability: 0.05 },
  { kind: 'no-reply', name: 'degraded-no-reply', probability: 0.02 },
  { kind: 'rst', name: 'degraded-reset', probability: 0.02 },
]);
