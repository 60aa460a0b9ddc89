import type { PropagationSettings } from '../settings.js';

/** The loss of a path, dB. Heights are those of the antennas above ground, m; only two-ray ground uses them. */
type LossFunction = (distance: number, frequency: number, height: number, otherHeight: number) => number;

/** A model of path loss with its settings. */
export interface PathLoss {
  /** Loss in dB over a distance in m at a frequency in MHz, without shadowing. */
  readonly loss: LossFunction;
  /**
   * A distance in m beyond which the loss is always more than `loss` dB, for antennas that are at most `height` m
   * high. The spatial index relies on it.
   */
  readonly reach: (loss: number, frequency: number, height: number) => number;
}

/** A model of path loss that settings can name. */
export interface PathLossModel {
  readonly name: PropagationSettings['model'];
  /** Its formula, in one line. */
  readonly summary: string;
  /** Where its formula comes from. */
  readonly source: string;
  readonly make: (settings: PropagationSettings) => PathLoss;
}
