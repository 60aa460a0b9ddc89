import { deepFreeze } from '../../core/freeze.js';
import type { PropagationSettings } from '../settings.js';

/** A place whose path loss was measured, as settings. */
interface PropagationPreset {
  readonly summary: string;
  readonly settings: Partial<PropagationSettings>;
}

/** Presets by name: exponent n and deviation σ of measurements. */
export const propagationPresets = deepFreeze({
  'free-space': { summary: 'nothing in the way', settings: { model: 'free-space' } },
  'two-ray': { summary: 'flat ground, antennas 1.5 m high', settings: { model: 'two-ray' } },
  'open-field': {
    summary: 'open field, air to ground: n 2.01',
    settings: { model: 'log-distance', exponent: 2.01 },
  },
  'suburban-c-band': {
    summary: 'suburban, C band: n 1.7, σ 3 dB',
    settings: { model: 'log-distance', exponent: 1.7, sigma: 3 },
  },
  suburban: {
    summary: 'suburban: n 2.8, σ 4 dB',
    settings: { model: 'log-distance', exponent: 2.8, sigma: 4 },
  },
  urban: {
    summary:
      'urban: n 2.58, σ 8 dB; 105.99 dB at 100 m and 1,800 MHz (a fit of 2,327 public drive-test points)',
    settings: {
      model: 'log-distance',
      exponent: 2.58,
      sigma: 8,
      referenceDistance: 100,
      referenceLoss: 105.99,
      referenceFrequency: 1800,
    },
  },
} as const satisfies Record<string, PropagationPreset>);
