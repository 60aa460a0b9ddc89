import type { Command } from 'commander';
import { command } from '../command.js';
import { table } from '../output/table.js';

/** `silvus-mock models`. */
export function modelsCommand(): Command {
  return command('models')
    .description('Print the built-in radio models.')
    .option('--json', 'print the complete models as JSON')
    .action(printModels);
}

async function printModels({ json }: { readonly json?: true }): Promise<void> {
  const { loadModel, modelNames } = await import('../../config/models.js');
  const models = modelNames().map(loadModel);
  if (json === true) {
    process.stdout.write(`${JSON.stringify(models, undefined, 2)}\n`);
    return;
  }
  const rows = models.map(({ name, frequencyProfiles, bandwidths, power, defaults, description }) => [
    name,
    [...new Set(frequencyProfiles.flatMap(({ frequencies }) => frequencies))].join(' '),
    bandwidths.join(' '),
    `${power.minDbm}..${power.maxDbm}`,
    defaults.freq,
    description,
  ]);
  process.stdout.write(`${table(['MODEL', 'MHZ', 'BANDWIDTHS', 'DBM', 'FREQ', 'DESCRIPTION'], rows)}\n`);
}
