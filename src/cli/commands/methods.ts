import type { Command } from 'commander';
import type { Config } from '../../config/schema.js';
import type { CatalogueEntry } from '../../radio/catalogue.js';
import type { Parameter } from '../../radio/declaration.js';
import { portsServing } from '../../command-path/served-on.js';
import { levelsOf } from '../../radio/method-levels.js';
import { trustMarks } from '../../radio/trust.js';
import { command } from '../command.js';
import { givenFlags } from '../flags.js';
import { print } from '../output/print.js';
import { table } from '../output/table.js';
import { packageFacts } from '../../core/process/package-facts.js';

/** Output format of `silvus-mock methods`. */
type MethodsFormat = 'table' | 'json' | 'openrpc';

/** `silvus-mock methods`. */
export function methodsCommand(): Command {
  return command('methods')
    .description('Print the methods of a radio, including custom methods.')
    .option('--config <file>', 'YAML or JSON file with settings')
    .option('--model <name>', 'radio model, or a file with one (default)')
    .option('--methods <file>', 'custom methods: a JavaScript module (none)')
    .option('--json', 'print all details as JSON')
    .option('--openrpc', 'print an OpenRPC document')
    .addHelpText('after', `\n${trustLegend()}`)
    .action(async ({ json, openrpc }: { json?: true; openrpc?: true }, self: Command) => {
      const { configuration } = await import('../configuration.js');
      const { withMethodsFile } = await import('../start/methods-file.js');
      const { config } = await withMethodsFile(configuration(givenFlags(self)));
      print(await textOf(config, openrpc ? 'openrpc' : json ? 'json' : 'table'));
    });
}

/** Meaning of the letters under `trust` in JSON and `x-trust` in OpenRPC. */
function trustLegend(): string {
  const lines = Object.entries(trustMarks).map(([mark, meaning]) => `  ${mark.padEnd(4)} ${meaning}`);
  return ['Where facts come from (trust in JSON, x-trust in OpenRPC):', ...lines].join('\n');
}

async function textOf(config: Config, format: MethodsFormat): Promise<string> {
  const entries = await methodsOf(config);
  const maintenanceOverHttp = config.http.maintenanceMethods;
  if (format === 'table')
    return table(['METHOD', 'ACCESS', 'PARAMETERS', 'EFFECT', 'DESCRIPTION'], entries.map(rowOf));
  if (format === 'json')
    return JSON.stringify(
      entries.map((entry) => summaryOf(entry, maintenanceOverHttp)),
      undefined,
      2,
    );
  const { openRpcDocument } = await import('../../jsonrpc/openrpc.js');
  return JSON.stringify(
    openRpcDocument(entries, {
      version: packageFacts().version,
      servedOn: (declaration) => portsServing(declaration, maintenanceOverHttp),
    }),
    undefined,
    2,
  );
}

/** The methods that `start` with the same flags would serve. */
async function methodsOf(config: Config): Promise<readonly CatalogueEntry[]> {
  const { baseModelOf, buildModel } = await import('../../config/model-builder.js');
  const { CustomMethods } = await import('../../custom-methods/custom-methods.js');
  const { catalogueOf } = await import('../../radio/catalogue.js');
  const radio = catalogueOf(buildModel(baseModelOf(config), config), config.frequencyGrid);
  return new CustomMethods(config.methods, radio).catalogue.entries();
}

function rowOf(entry: CatalogueEntry): readonly string[] {
  const { name, access, summary } = entry.declaration;
  return [
    name,
    access,
    namesOf(entry.asks.length > 0 && access === 'read' ? entry.asks : parametersOf(entry)),
    effectOf(entry),
    summary,
  ];
}

const effectOf = ({ declaration: { effect, storedOnly } }: CatalogueEntry) =>
  effect === 'none' ? (storedOnly === true ? 'stored only' : '') : effect;

/** Parameters of a call. The parameters of a read-only method with settings are used only when the state is patched. */
function parametersOf({
  declaration: { access, settings },
  parameters,
}: CatalogueEntry): readonly Parameter[] {
  return access === 'read' && settings.length > 0 ? [] : parameters;
}

/** Names that fit in a column. */
function namesOf(parameters: readonly Parameter[]): string {
  const names = parameters.map(nameOf);
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

const nameOf = ({ name, optional }: Parameter) => (optional === true ? `[${name}]` : name);

function summaryOf(entry: CatalogueEntry, maintenanceOverHttp: boolean) {
  const { declaration, asks, reading } = entry;
  const {
    name,
    family,
    access,
    summary,
    result,
    persistence,
    effect,
    storedOnly,
    source,
    trust,
    assumption,
  } = declaration;
  return {
    name,
    family,
    access,
    levels: levelsOf(declaration),
    summary,
    takes: parametersOf(entry).map(parameterSummary),
    asks: asks.map(parameterSummary),
    measures: reading.map(parameterSummary),
    result,
    persistence,
    effect,
    storedOnly,
    servedOn: portsServing(declaration, maintenanceOverHttp),
    source,
    trust,
    assumption,
  };
}

function parameterSummary({ name, domain, optional }: Parameter) {
  return { name, unit: domain.unit, allowed: domain.allowed, optional };
}
