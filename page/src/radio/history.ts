import { connection } from '../simulator/connection.js';
import { Samples } from './samples.js';

/** Samples of the radio that was looked at last; those of another radio or of an earlier simulator are dropped. */
let kept: { readonly node: string; readonly restarts: number; readonly samples: Samples } | undefined;

/** The samples of a radio: those from before it was left for another view, too. */
export function samplesOf(node: string): Samples {
  const restarts = connection.restarts.peek();
  if (kept?.node !== node || kept.restarts !== restarts) kept = { node, restarts, samples: new Samples() };
  return kept.samples;
}
