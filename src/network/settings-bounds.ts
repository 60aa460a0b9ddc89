import { checkName } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import { type Bounds, checkNumber } from './bounds.js';
import { pathLossModels } from './loss/models.js';
import type { PhysicsSettings } from './settings.js';

const ratio: Bounds = { min: 0, max: 1, unit: '' };
const dB: Bounds = { min: 0, max: 100, unit: 'dB' };
const metres: Bounds = { min: 0.01, max: 1e6, unit: 'm' };

/** The bounds of the settings that are numbers, by their names in docs/network.md. */
export const settingBounds = {
  tick: { min: 0.01, max: 3600, unit: 's' },
  'propagation.antennaHeight': { min: 0.1, max: 1000, unit: 'm' },
  'propagation.exponent': { min: 1, max: 10, unit: '' },
  'propagation.sigma': { min: 0, max: 30, unit: 'dB' },
  'propagation.sigmaLimit': { min: 0, max: 6, unit: 'deviations' },
  'propagation.referenceDistance': metres,
  'propagation.referenceLoss': { min: 0, max: 300, unit: 'dB' },
  'propagation.referenceFrequency': { min: 1, max: 100_000, unit: 'MHz' },
  'propagation.minDistance': metres,
  noiseFigure: dB,
  'mcs.implementationLoss': dB,
  'mcs.streamPenalty': dB,
  'packetLoss.atThreshold': ratio,
  'packetLoss.decade': { min: 0.01, max: 100, unit: 'dB' },
  efficiency: ratio,
  antennaSpread: dB,
  'timeOfFlight.offset': { min: -1e6, max: 1e6, unit: 'ticks' },
  'routing.packetSize': { min: 1, max: 65_535, unit: 'bytes' },
} as const satisfies Record<string, Bounds>;

/** The bounds of each number in a list of the MCS table. */
export const mcsListBounds = {
  rates: { min: 0.001, max: 10_000, unit: 'Mb/s' },
  snr: { min: -50, max: 100, unit: 'dB' },
  powerBackOff: dB,
} as const satisfies Record<string, Bounds>;

/** Throws `OPTION_INVALID` for settings that are not possible. */
export function checkSettings(settings: PhysicsSettings): void {
  const { propagation, mcs, packetLoss, timeOfFlight, routing } = settings;
  const numbers: Readonly<Record<keyof typeof settingBounds, number | undefined>> = {
    tick: settings.tick,
    'propagation.antennaHeight': propagation.antennaHeight,
    'propagation.exponent': propagation.exponent,
    'propagation.sigma': propagation.sigma,
    'propagation.sigmaLimit': propagation.sigmaLimit,
    'propagation.referenceDistance': propagation.referenceDistance,
    'propagation.referenceLoss': propagation.referenceLoss,
    'propagation.referenceFrequency': propagation.referenceFrequency,
    'propagation.minDistance': propagation.minDistance,
    noiseFigure: settings.noiseFigure,
    'mcs.implementationLoss': mcs.implementationLoss,
    'mcs.streamPenalty': mcs.streamPenalty,
    'packetLoss.atThreshold': packetLoss.atThreshold,
    'packetLoss.decade': packetLoss.decade,
    efficiency: settings.efficiency,
    antennaSpread: settings.antennaSpread,
    'timeOfFlight.offset': timeOfFlight.offset,
    'routing.packetSize': routing.packetSize,
  };
  const bounds = new Map<string, Bounds>(Object.entries(settingBounds));
  for (const [name, value] of Object.entries(numbers)) {
    const allowed = bounds.get(name);
    if (value !== undefined && allowed !== undefined) checkNumber(`settings.${name}`, value, allowed);
  }
  for (const name of ['rates', 'snr', 'powerBackOff'] as const) checkList(name, mcs[name]);
  checkName('settings.propagation.model', propagation.model, Object.keys(pathLossModels));
  checkName('settings.combining', settings.combining, ['strongest', 'maximal-ratio']);
  checkName('settings.timeOfFlight.rounding', timeOfFlight.rounding, ['nearest', 'down', 'up']);
}

function checkList(name: keyof typeof mcsListBounds, values: readonly number[]): void {
  const where = `settings.mcs.${name}`;
  if (values.length !== 8) {
    const message = `${where}: ${valueExcerpt(values)} is not allowed; allowed: 8 numbers, one for each index`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  for (const [index, value] of values.entries())
    checkNumber(`${where}[${index}]`, value, mcsListBounds[name]);
}
