import { powerOfTen } from '../../core/power-of-ten.js';
import type { PropagationSettings } from '../settings.js';
import { freeSpaceLoss } from './free-space.js';
import type { PathLossModel } from './path-loss.js';

/** Loss at the reference distance, dB. */
function referenceLossAt(frequency: number, settings: PropagationSettings): number {
  const { referenceLoss, referenceFrequency, referenceDistance } = settings;
  if (referenceLoss === undefined) return freeSpaceLoss(referenceDistance, frequency);
  return referenceFrequency === undefined
    ? referenceLoss
    : referenceLoss + 20 * Math.log10(frequency / referenceFrequency);
}

/**
 * Log-distance: L0 + 10·n·log10(d/d0). Nearer than the reference distance the same line holds, but not below free
 * space; shadowing is added by the link.
 */
export const logDistance: PathLossModel = {
  name: 'log-distance',
  summary: 'L0 + 10·n·log10(d/d0) + X',
  source: 'ns-3 LogDistancePropagationLossModel; X is log-normal shadowing',
  make: (settings) => {
    const { exponent, referenceDistance, minDistance } = settings;
    return {
      loss: (length, frequency) => {
        const distance = Math.max(length, minDistance);
        const reference = referenceLossAt(frequency, settings);
        const line = reference + 10 * exponent * Math.log10(distance / referenceDistance);
        if (distance >= referenceDistance) return line;
        return Math.max(line, Math.min(reference, freeSpaceLoss(distance, frequency)));
      },
      reach: (loss, frequency) => {
        const beyond = (loss - referenceLossAt(frequency, settings)) / (10 * exponent);
        return Math.max(minDistance, referenceDistance, referenceDistance * powerOfTen(beyond));
      },
    };
  },
};
