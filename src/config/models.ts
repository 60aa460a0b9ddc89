import { readFileSync, readdirSync } from 'node:fs';
import { SilvusMockError } from '../core/errors.js';
import { frozen } from '../core/frozen.js';
import type { FrequencyGrid } from '../radio/values/frequency-profile.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';
import { readDocument } from '../documents/document.js';
import { factorySettings } from './factory-settings.js';
import { type Issue, issuesOf } from '../documents/issue.js';
import type { PartialRadioParts, RadioParts } from './schema.js';
import { shown, shownKey } from '../core/excerpt.js';
import { yaml } from '../documents/yaml.js';

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
  const isFile = read.issues.some(({ file }) => file !== undefined);
  throw isFile
    ? invalid(name, read.issues)
    : new SilvusMockError('OPTION_INVALID', read.issues.map(told).join('; '));
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
  throw invalid(model.name, built.issues);
}

/** What keeps {@link modelOf} from making a model, as far as what is given can say. */
export function modelIssues(parts: PartialRadioParts): readonly Issue[] {
  const { model } = parts;
  if (model === undefined) return powerIssues(parts, undefined);
  const read = typeof model === 'string' ? readModel(model) : { model };
  if ('issues' in read) return [...read.issues, ...powerIssues(parts, undefined)];
  const built = build(parts, read.model);
  return 'issues' in built ? built.issues : [];
}

/** Models as they are without changes of the configuration's own, so that radios of one model share one. */
const builtPlain = new WeakMap<RadioModel, Map<FrequencyGrid, RadioModel>>();

function remember(model: RadioModel, grid: FrequencyGrid, built: RadioModel): void {
  const byGrid = builtPlain.get(model) ?? new Map<FrequencyGrid, RadioModel>();
  builtPlain.set(model, byGrid.set(grid, frozen(built)));
}

type Result = { readonly model: RadioModel } | { readonly issues: readonly Issue[] };

function build(parts: PartialRadioParts, model: RadioModel): Result {
  const issues = [...powerIssues(parts, model), ...profileIssues(parts, model)];
  if (issues.length > 0) return { issues };
  const { power, frequencyProfiles = model.frequencyProfiles, frequencyGrid } = parts;
  // Without a grid the configuration is wrong already, and this can't be judged.
  if (frequencyGrid === undefined) return { model };
  const limits = { minDbm: power.minDbm ?? model.power.minDbm, maxDbm: power.maxDbm ?? model.power.maxDbm };
  const defaults = factorySettings(model, frequencyProfiles, limits, frequencyGrid);
  if (defaults === undefined) {
    const allowed = frequencyGrid === 'fine' ? 'some in steps of 0.1 MHz, or frequencyGrid: step' : 'some';
    const path = [parts.frequencyProfiles === undefined ? 'model' : 'frequencyProfiles'];
    return {
      issues: [{ path, message: `there is no frequency that the radio could have; allowed: ${allowed}` }],
    };
  }
  return { model: { ...model, frequencyProfiles, power: limits, defaults } };
}

function powerIssues({ power }: PartialRadioParts, model: RadioModel | undefined): readonly Issue[] {
  const minDbm = power.minDbm ?? model?.power.minDbm;
  const maxDbm = power.maxDbm ?? model?.power.maxDbm;
  if (minDbm === undefined || maxDbm === undefined || minDbm <= maxDbm) return [];
  const key = power.minDbm === undefined ? 'maxDbm' : 'minDbm';
  return [{ path: ['power', key], message: `the least, ${minDbm} dBm, is above the most, ${maxDbm} dBm` }];
}

function profileIssues(
  { frequencyProfiles = [] }: PartialRadioParts,
  { bandwidths }: RadioModel,
): readonly Issue[] {
  return frequencyProfiles.flatMap(({ bandwidth }, index) =>
    bandwidth === '-1' || bandwidths.some((each) => Number(each) === Number(bandwidth))
      ? []
      : [
          {
            path: ['frequencyProfiles', index, 'bandwidth'],
            message: `${shown(bandwidth)}: is none of the model's; allowed: -1, ${bandwidths.join(', ')}`,
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
    const read = { model: frozen(radioModelSchema.parse(tree)) };
    shipped.set(name, read);
    return read;
  }
  const message = `there is no ${shown(name)}; allowed: ${names.join(', ')}, or a file`;
  return { issues: [{ path: ['model'], message }] };
}

function readModelFile(name: string): Result {
  const { tree, issues, locate } = readDocument(name, 'is no model: allowed is an object');
  const inFile = (file: string, message: string): Issue => ({ path: ['model'], message, file });
  const found = issues.map(({ origin, message }) => inFile(origin.name, message));
  if (tree === undefined) return { issues: found };
  const parsed = radioModelSchema.safeParse(tree, { reportInput: true });
  if (parsed.success) return found.length > 0 ? { issues: found } : { model: parsed.data };
  const wrong = issuesOf(parsed.error).flatMap(({ path, message, unknownKeys }) => {
    const keys = path.map(String);
    if (unknownKeys === undefined)
      return [inFile(locate(keys).name, keys.length === 0 ? message : `${keys.join('.')}: ${message}`)];
    return unknownKeys.map((key) => {
      const theirs = [...keys, key];
      return inFile(locate(theirs).name, `${shownKey(theirs.join('.'))}: is no member of a model`);
    });
  });
  return { issues: [...found, ...wrong] };
}

const told = ({ path, message, file }: Issue) => `${file ?? path.join('.')}: ${message}`;

function invalid(name: string, issues: readonly Issue[]): SilvusMockError {
  return new SilvusMockError('MODEL_INVALID', `model ${name}: ${issues.map(told).join('; ')}`);
}
