import { loadModel, modelNames } from '../../config/models.js';
import { table } from '../table.js';

/** `silvus-mock models`: prints the radio models that come with the package. */
export function models(asJson: boolean): void {
  const all = modelNames().map(loadModel);
  if (asJson) {
    process.stdout.write(`${JSON.stringify(all, undefined, 2)}\n`);
    return;
  }
  const rows = all.map(({ name, frequencyProfiles, bandwidths, power, defaults, description }) => [
    name,
    [...new Set(frequencyProfiles.flatMap(({ frequencies }) => frequencies))].join(' '),
    bandwidths.join(' '),
    `${power.minDbm}..${power.maxDbm}`,
    defaults.freq,
    description,
  ]);
  process.stdout.write(`${table(['MODEL', 'MHZ', 'WIDTHS', 'DBM', 'FREQ', 'WHAT IT IS'], rows)}\n`);
}
