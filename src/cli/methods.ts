import { loadModel } from '../config/models.js';
import { SilvusMockError } from '../errors.js';
import { Catalogue, type CatalogueEntry } from '../radio/catalogue.js';
import { CliError, exitCodes } from './exit-codes.js';
import { table } from './table.js';

/** `silvus-mock methods`: prints the catalogue of a model, as a table or as JSON. */
export function methods(modelName: string, asJson: boolean): void {
  const entries = catalogueOf(modelName).entries();
  if (asJson) process.stdout.write(`${JSON.stringify(entries.map(summaryOf), undefined, 2)}\n`);
  else
    process.stdout.write(
      `${table(['METHOD', 'ACCESS', 'TAKES', 'EFFECT', 'WHAT IT IS'], entries.map(rowOf))}\n`,
    );
}

function catalogueOf(modelName: string): Catalogue {
  try {
    return new Catalogue(loadModel(modelName), 'fine');
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    throw new CliError(
      fault.code === 'MODEL_INVALID' ? exitCodes.configuration : exitCodes.usage,
      fault.message,
    );
  }
}

function rowOf({ declaration, parameters }: CatalogueEntry): readonly string[] {
  const { name, access, effect, summary } = declaration;
  return [
    name,
    access,
    parameters.map((each) => each.name).join(', '),
    effect === 'none' ? '' : effect,
    summary,
  ];
}

function summaryOf({ declaration, parameters }: CatalogueEntry) {
  const { name, family, access, summary, result, persistence, effect, servedOn, source, trust, assumption } =
    declaration;
  const takes = parameters.map((each) => ({
    name: each.name,
    unit: each.domain.unit,
    allowed: each.domain.allowed,
  }));
  return {
    name,
    family,
    access,
    summary,
    takes,
    result,
    persistence,
    effect,
    servedOn,
    source,
    trust,
    assumption,
  };
}
