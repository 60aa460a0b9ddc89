import { baseModelOf, buildModel } from '../../config/model-builder.js';
import type { Config } from '../../config/schema.js';
import { OwnMethods } from '../../custom-methods/custom-methods.js';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../radio/catalogue.js';
import type { Parameter } from '../../radio/declaration.js';
import { portsServing } from '../../command-path/served-on.js';
import { versionOf } from '../version.js';
import { configuration } from '../configuration.js';
import type { Flags } from '../flags.js';
import { withMethodsFile } from '../start/methods-file.js';
import { table } from '../table.js';

/** How methods are printed. */
type MethodsForm = 'table' | 'json' | 'openrpc';

/** `silvus-mock methods`: prints the methods that a start with the same flags would serve. */
export async function methods(flags: Flags, form: MethodsForm): Promise<void> {
  const { config } = await withMethodsFile(configuration(flags));
  process.stdout.write(`${await textOf(config, form)}\n`);
}

async function textOf(config: Config, form: MethodsForm): Promise<string> {
  const entries = methodsOf(config).entries();
  const maintenanceOverHttp = config.http.maintenanceMethods;
  if (form === 'table')
    return table(['METHOD', 'ACCESS', 'TAKES', 'EFFECT', 'WHAT IT IS'], entries.map(rowOf));
  if (form === 'json')
    return JSON.stringify(
      entries.map((entry) => summaryOf(entry, maintenanceOverHttp)),
      undefined,
      2,
    );
  const { openRpcDocument } = await import('../../jsonrpc/openrpc.js');
  return JSON.stringify(
    openRpcDocument(entries, {
      version: versionOf(),
      servedOn: (declaration) => portsServing(declaration, maintenanceOverHttp),
    }),
    undefined,
    2,
  );
}

function methodsOf(config: Config): Catalogue {
  const radio = catalogueOf(buildModel(baseModelOf(config), config), config.frequencyGrid);
  return new OwnMethods(config.methods, radio).catalogue;
}

function rowOf(entry: CatalogueEntry): readonly string[] {
  const { name, access, effect, summary } = entry.declaration;
  return [
    name,
    access,
    namesOf(entry.asks.length > 0 && access === 'read' ? entry.asks : takenBy(entry)),
    effect === 'none' ? '' : effect,
    summary,
  ];
}

/** What a call takes; a method that only reads may have parameters for a patch alone. */
function takenBy({ declaration: { access, settings }, parameters }: CatalogueEntry): readonly Parameter[] {
  return access === 'read' && settings.length > 0 ? [] : parameters;
}

/** As many names as fit a column. */
function namesOf(parameters: readonly Parameter[]): string {
  const names = parameters.map(nameOf);
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

const nameOf = ({ name, optional }: Parameter) => (optional === true ? `[${name}]` : name);

function summaryOf(entry: CatalogueEntry, maintenanceOverHttp: boolean) {
  const { declaration, asks, reading } = entry;
  const { name, family, access, summary, result, persistence, effect, source, trust, assumption } =
    declaration;
  return {
    name,
    family,
    access,
    summary,
    takes: takenBy(entry).map(described),
    asks: asks.map(described),
    measures: reading.map(described),
    result,
    persistence,
    effect,
    servedOn: portsServing(declaration, maintenanceOverHttp),
    source,
    trust,
    assumption,
  };
}

function described({ name, domain, optional }: Parameter) {
  return { name, unit: domain.unit, allowed: domain.allowed, optional };
}
