import { powerOfTen } from '../../core/power-of-ten.js';
import { speedOfLight } from '../units.js';
import { freeSpaceLoss, freeSpaceReach } from './free-space.js';
import type { PathLossModel } from './path-loss.js';

/** The distance at which the reflection from the ground begins to cancel the direct ray, m: 4π·ht·hr/λ. */
export function crossoverDistance(frequency: number, height: number, otherHeight: number): number {
  return (4e6 * Math.PI * height * otherHeight * frequency) / speedOfLight;
}

/** Loss beyond the crossover, dB: 40·log10 d − 20·log10(ht·hr). It does not depend on the frequency. */
export function groundLoss(distance: number, height: number, otherHeight: number): number {
  return 40 * Math.log10(distance) - 20 * Math.log10(height * otherHeight);
}

/** Two-ray ground: free space up to the crossover, the fourth power of the distance beyond it. */
export const twoRay: PathLossModel = {
  name: 'two-ray',
  summary: 'free space below the crossover 4π·ht·hr/λ, beyond it 40·log10 d − 20·log10(ht·hr)',
  source: 'ns-3 TwoRayGroundPropagationLossModel',
  make: ({ minDistance }) => ({
    loss: (length, frequency, height, otherHeight) => {
      const distance = Math.max(length, minDistance);
      return distance <= crossoverDistance(frequency, height, otherHeight)
        ? freeSpaceLoss(distance, frequency)
        : groundLoss(distance, height, otherHeight);
    },
    reach: (loss, frequency, height) => {
      const direct = freeSpaceReach(loss, frequency);
      const ground = powerOfTen((loss + 40 * Math.log10(height)) / 40);
      const isDirect = direct <= crossoverDistance(frequency, height, height);
      return Math.max(minDistance, isDirect ? direct : ground);
    },
  }),
};
