import { readFileSync, readdirSync } from 'node:fs';
import { SilvusMockError } from '../core/errors.js';
import { deepFreeze } from '../core/freeze.js';
import type { FrequencyGrid } from '../radio/values/frequency-profile.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';
import { readDocument } from './file/document.js';
import { factorySettings } from './factory-settings.js';
import { type ConfigFault, faultsOf } from './issue.js';
import type { PartialRadioParts, RadioParts } from './schema.js';
import { keyExcerpt, valueExcerpt } from '../core/text.js';
import { yaml } from './file/yaml.js';

const folder = new URL('../../fixtures/models/', import.meta.url);

const ending = /\.(json|yaml)$/;

const modelFiles = () => readdirSync(folder).filter((file) => ending.test(file));

/** Names of the radio models that come with the package. */
export function modelNames(): readonly string[] {
  return modelFiles()
    .map((file) => file.replace(ending, ''))
    .sort();
}

/**
 * Loads a radio model by its name, or from a file if the name ends in `.json` or `.yaml` or holds a slash.
 * Throws `OPTION_INVALID` for a name that is none, `MODEL_INVALID` for a file that is no model.
 */
export function loadModel(name: string): RadioModel {
  const read = readModel(name);
  if ('model' in read) return read.model;
  const isFile = read.faults.some(({ file }) => file !== undefined);
  throw isFile
    ? invalid(name, read.faults)
    : new SilvusMockError('OPTION_INVALID', read.faults.map(told).join('; '));
}

/** The model with the configuration's own power limits and frequency profiles. Throws as {@link loadModel}. */
export function modelOf(config: RadioParts): RadioModel {
  const model = typeof config.model === 'string' ? loadModel(config.model) : config.model;
  const { power, frequencyProfiles, frequencyGrid } = config;
  const isPlain = power.minDbm === undefined && power.maxDbm === undefined && frequencyProfiles === undefined;
  const plain = isPlain ? builtPlain.get(model)?.get(frequencyGrid) : undefined;
  if (plain !== undefined) return plain;
  const built = build({ ...config, model }, model);
  if ('model' in built) {
    if (isPlain) remember(model, frequencyGrid, built.model);
    return built.model;
  }
  throw invalid(model.name, built.faults);
}

/** What keeps {@link modelOf} from making a model, as far as what is given can say. */
export function modelFaults(parts: PartialRadioParts): readonly ConfigFault[] {
  const { model } = parts;
  if (model === undefined) return powerFaults(parts, undefined);
  const read = typeof model === 'string' ? readModel(model) : { model };
  if ('faults' in read) return [...read.faults, ...powerFaults(parts, undefined)];
  const built = build(parts, read.model);
  return 'faults' in built ? built.faults : [];
}

/** Models as they are without changes of the configuration's own, so that radios of one model share one. */
const builtPlain = new WeakMap<RadioModel, Map<FrequencyGrid, RadioModel>>();

function remember(model: RadioModel, grid: FrequencyGrid, built: RadioModel): void {
  const byGrid = builtPlain.get(model) ?? new Map<FrequencyGrid, RadioModel>();
  builtPlain.set(model, byGrid.set(grid, deepFreeze(built)));
}

type Result = { readonly model: RadioModel } | { readonly faults: readonly ConfigFault[] };

function build(parts: PartialRadioParts, model: RadioModel): Result {
  const faults = [...powerFaults(parts, model), ...profileFaults(parts, model)];
  if (faults.length > 0) return { faults };
  const { power, frequencyProfiles = model.frequencyProfiles, frequencyGrid } = parts;
  // Without a grid the configuration is wrong already, and this can't be judged.
  if (frequencyGrid === undefined) return { model };
  const limits = { minDbm: power.minDbm ?? model.power.minDbm, maxDbm: power.maxDbm ?? model.power.maxDbm };
  const defaults = factorySettings(model, frequencyProfiles, limits, frequencyGrid);
  if (defaults === undefined) {
    const allowed = frequencyGrid === 'fine' ? 'some in steps of 0.1 MHz, or frequencyGrid: step' : 'some';
    const path = [parts.frequencyProfiles === undefined ? 'model' : 'frequencyProfiles'];
    return {
      faults: [{ path, message: `there is no frequency that the radio could have; allowed: ${allowed}` }],
    };
  }
  return { model: { ...model, frequencyProfiles, power: limits, defaults } };
}

function powerFaults({ power }: PartialRadioParts, model: RadioModel | undefined): readonly ConfigFault[] {
  const minDbm = power.minDbm ?? model?.power.minDbm;
  const maxDbm = power.maxDbm ?? model?.power.maxDbm;
  if (minDbm === undefined || maxDbm === undefined || minDbm <= maxDbm) return [];
  const key = power.minDbm === undefined ? 'maxDbm' : 'minDbm';
  return [{ path: ['power', key], message: `the least, ${minDbm} dBm, is above the most, ${maxDbm} dBm` }];
}

function profileFaults(
  { frequencyProfiles = [] }: PartialRadioParts,
  { bandwidths }: RadioModel,
): readonly ConfigFault[] {
  return frequencyProfiles.flatMap(({ bandwidth }, index) =>
    bandwidth === '-1' || bandwidths.some((each) => Number(each) === Number(bandwidth))
      ? []
      : [
          {
            path: ['frequencyProfiles', index, 'bandwidth'],
            message: `${valueExcerpt(bandwidth)}: is none of the model's; allowed: -1, ${bandwidths.join(', ')}`,
          },
        ],
  );
}

/** Models that come with the package, once read: they do not change, and every simulator needs one. */
const shipped = new Map<string, Result>();

function readModel(name: string): Result {
  const known = shipped.get(name);
  if (known !== undefined) return known;
  if (name.includes('/') || /\.(json|ya?ml)$/.test(name)) return readModelFile(name);
  const names = modelNames();
  const file = modelFiles().find((each) => each.replace(ending, '') === name);
  if (file !== undefined) {
    // A file of our own, and right. YAML has its own parser, which the default model does without.
    const text = readFileSync(new URL(file, folder), 'utf8');
    const tree: unknown = file.endsWith('.json') ? JSON.parse(text) : yaml().parse(text);
    const read = { model: deepFreeze(radioModelSchema.parse(tree)) };
    shipped.set(name, read);
    return read;
  }
  const message = `there is no ${valueExcerpt(name)}; allowed: ${names.join(', ')}, or a file`;
  return { faults: [{ path: ['model'], message }] };
}

function readModelFile(name: string): Result {
  const { tree, faults, locate } = readDocument(name, 'is no model: allowed is an object');
  const inFile = (file: string, message: string): ConfigFault => ({ path: ['model'], message, file });
  const found = faults.map(({ origin, message }) => inFile(origin.name, message));
  if (tree === undefined) return { faults: found };
  const parsed = radioModelSchema.safeParse(tree, { reportInput: true });
  if (parsed.success) return found.length > 0 ? { faults: found } : { model: parsed.data };
  const wrong = faultsOf(parsed.error).flatMap(({ path, message, unknownKeys }) => {
    const keys = path.map(String);
    if (unknownKeys === undefined)
      return [inFile(locate(keys).name, keys.length === 0 ? message : `${keys.join('.')}: ${message}`)];
    return unknownKeys.map((key) => {
      const theirs = [...keys, key];
      return inFile(locate(theirs).name, `${keyExcerpt(theirs.join('.'))}: is no member of a model`);
    });
  });
  return { faults: [...found, ...wrong] };
}

const told = ({ path, message, file }: ConfigFault) => `${file ?? path.join('.')}: ${message}`;

function invalid(name: string, faults: readonly ConfigFault[]): SilvusMockError {
  return new SilvusMockError('MODEL_INVALID', `model ${name}: ${faults.map(told).join('; ')}`);
}
