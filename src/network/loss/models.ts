import type { PropagationSettings } from '../settings.js';
import { freeSpace } from './free-space.js';
import { logDistance } from './log-distance.js';
import type { PathLoss, PathLossModel } from './path-loss.js';
import { twoRay } from './two-ray.js';

/** The models of path loss by name. A new model is its file and its line here. */
export const pathLossModels: Readonly<Record<PropagationSettings['model'], PathLossModel>> = {
  'free-space': freeSpace,
  'two-ray': twoRay,
  'log-distance': logDistance,
};

/** The model that the settings name. */
export function pathLossOf(settings: PropagationSettings): PathLoss {
  return pathLossModels[settings.model].make(settings);
}
