import { powerOfTen } from '../../core/power-of-ten.js';
import { speedOfLight } from '../units.js';
import type { PathLossModel } from './path-loss.js';

/** 20·log10(4π·10^6/c): the loss at 1 m and 1 MHz, dB. */
const unitLoss = 20 * Math.log10((4e6 * Math.PI) / speedOfLight);

/** Free-space loss, dB: 20·log10(4πdf/c). @param distance m @param frequency MHz */
export function freeSpaceLoss(distance: number, frequency: number): number {
  return unitLoss + 20 * Math.log10(distance * frequency);
}

/** The distance with this free-space loss, m. */
export function freeSpaceReach(loss: number, frequency: number): number {
  return powerOfTen((loss - unitLoss) / 20) / frequency;
}

/** Free space. */
export const freeSpace: PathLossModel = {
  name: 'free-space',
  summary: '20·log10(4πdf/c)',
  source: 'ITU-R P.525; ns-3 FriisPropagationLossModel',
  make: ({ minDistance }) => ({
    loss: (distance, frequency) => freeSpaceLoss(Math.max(distance, minDistance), frequency),
    reach: (loss, frequency) => Math.max(minDistance, freeSpaceReach(loss, frequency)),
  }),
};
