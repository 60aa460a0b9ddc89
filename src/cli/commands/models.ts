import type { Command } from 'commander';
import { command } from '../command.js';
import { print, printIndentedJson } from '../output/print.js';
import { table } from '../output/table.js';

/** `silvus-mock models`. */
export function modelsCommand(): Command {
  return command('models')
    .description('Print the built-in radio models, and which of their members are public or assumed.')
    .option(
      '--json',
      'print the complete models as JSON, with every public fact, its sources, and every assumption',
    )
    .action(printModels);
}

async function printModels({ json }: { readonly json?: true }): Promise<void> {
  const { loadModel, modelNames } = await import('../../config/models.js');
  const models = modelNames().map(loadModel);
  if (json === true) {
    printIndentedJson(models);
    return;
  }
  const rows = models.map(
    ({ name, frequencyProfiles, bandwidths, power, defaults, description, ...model }) => [
      name,
      [...new Set(frequencyProfiles.flatMap(({ frequencies }) => frequencies))].join(' '),
      bandwidths.join(' '),
      `${power.minDbm}..${power.maxDbm}`,
      defaults.freq,
      fieldsOf(model.public),
      fieldsOf(model.assumed),
      description,
    ],
  );
  print(table(headings, rows));
}

const headings = ['MODEL', 'MHZ', 'BANDWIDTHS', 'DBM', 'FREQ', 'PUBLIC', 'ASSUMED', 'DESCRIPTION'];

/** The members that statements are about, without duplicates. */
function fieldsOf(statements: readonly { readonly fields: readonly string[] }[] = []): string {
  return [...new Set(statements.flatMap(({ fields }) => fields))].join(' ');
}
