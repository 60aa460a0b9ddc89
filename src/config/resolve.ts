import { isDeepStrictEqual } from 'node:util';
import { SilvusMockError } from '../core/errors.js';
import { deepFreeze } from '../core/freeze.js';
import { nearestHint } from '../core/nearest.js';
import { valueExcerpt } from '../core/text.js';
import { withCustomSettings } from '../custom-methods/custom-methods.js';
import { type Catalogue, catalogueOf } from '../radio/catalogue.js';
import type { MethodNames } from '../radio/method-query.js';
import type { RadioModel } from '../radio/model.js';
import type { RadioTiming } from '../radio/timing.js';
import { atOnce } from '../core/time/parts.js';
import { checkScenario } from '../scenario/check.js';
import { loadScenario } from '../scenario/parse.js';
import type { Scenario } from '../scenario/scenario.js';
import { ConfigurationError } from './configuration-error.js';
import type { LoadedConfig } from './load.js';
import { baseModelOf, buildModel } from './model-builder.js';
import { timingOf } from './presets.js';
import type { Config } from './schema.js';

/** Settings that name nothing any more: models, presets and scenarios are values. */
export interface ResolvedConfig extends Omit<
  Config,
  'model' | 'nodeid' | 'power' | 'frequencyProfiles' | 'timing' | 'scenario'
> {
  /** With the node ID, power limits and frequency profiles of the configuration. */
  readonly model: RadioModel;
  /** The preset's durations and those set one by one. */
  readonly timing: RadioTiming;
  /** Fits the radio: no step sets a value that the radio never accepts. */
  readonly scenario: Scenario | undefined;
}

/** A configuration as written, with the values that its names stand for. */
export interface Configuration {
  /** As written: for messages, and for comparing two configurations. */
  readonly loaded: LoadedConfig;
  /** For all that runs. */
  readonly config: ResolvedConfig;
  /** The model before the configuration's limits and profiles. */
  readonly baseModel: RadioModel;
}

/**
 * Reads the model and the scenario that a configuration names, and checks that they go together.
 * Throws `MODEL_INVALID`, and `OPTION_INVALID` for a scenario or a model's name.
 */
export function resolve(loaded: LoadedConfig): Configuration {
  const { config } = loaded;
  const before = ofFrozen.get(config);
  if (before !== undefined) return { loaded, ...before };
  const resolved = resolveConfig(config);
  if (Object.isFrozen(config)) ofFrozen.set(config, deepFreeze(resolved));
  return { loaded, ...resolved };
}

/** Of configurations that are the same object each time: that of a program without settings, as most tests have it. */
const ofFrozen = new WeakMap<Config, Omit<Configuration, 'loaded'>>();

function resolveConfig(config: Config): Omit<Configuration, 'loaded'> {
  const { scenario: given, ...others } = config;
  const scenario = given === undefined ? undefined : loadScenario(given);
  const baseModel = baseModelOf(config);
  const model = buildModel(baseModel, config);
  const levels = Object.keys(config.login.levels);
  if (scenario !== undefined || levels.length > 0) {
    const catalogue = withCustomSettings(config.methods, catalogueOf(model, config.frequencyGrid));
    const names = namesOf(catalogue, config.methods);
    checkLevels(levels, names);
    if (scenario !== undefined) atOnce(checkScenario(scenario, catalogue, names));
  }
  return { config: { scenario, ...others, model, timing: timingOf(config.timing) }, baseModel };
}

const levelsPath = 'login.levels';

/** Throws `OPTION_INVALID` unless each level is that of a method. */
function checkLevels(methods: readonly string[], known: MethodNames): void {
  const issues = methods
    .filter((name) => !known.has(name))
    .map(
      (name) =>
        `${levelsPath}: there is no method ${valueExcerpt(name)}; allowed: names of methods${nearestHint(name, known.names)}`,
    );
  if (issues.length > 0) throw new SilvusMockError('OPTION_INVALID', issues.join('\n'));
}

/** Names of the radio's methods and of custom methods. */
function namesOf({ names }: Catalogue, custom: Config['methods']): MethodNames {
  const all = new Set([...names, ...custom.map(({ name }) => name)]);
  return { has: (name) => all.has(name), names: [...all] };
}

/** As {@link resolve}; throws `ConfigurationError` with the place of each issue. */
export function resolveWithPlaces(loaded: LoadedConfig): Configuration {
  try {
    return resolve(loaded);
  } catch (error) {
    if (!(error instanceof SilvusMockError)) throw error;
    const key = keyOf(error);
    const origin = loaded.originOf(key);
    throw new ConfigurationError(error.message.split('\n').map((message) => ({ origin, message, key })));
  }
}

function keyOf({ code, message }: SilvusMockError): string {
  if (code === 'MODEL_INVALID') return 'model';
  return message.startsWith(`${levelsPath}: `) ? levelsPath : 'scenario';
}

/** The configuration with other settings that a running simulator can apply: model and scenario stay. */
export function withSettings(configuration: Configuration, loaded: LoadedConfig): Configuration {
  const { config } = loaded;
  const { model, scenario } = configuration.config;
  return {
    ...configuration,
    loaded,
    config: { ...config, model, timing: timingOf(config.timing), scenario },
  };
}

/** True if a setting names a file whose content differs between two configurations. */
export function hasOtherContent(path: string, from: Configuration, to: Configuration): boolean {
  if (path === 'scenario') {
    const isFile = typeof from.loaded.config.scenario === 'string';
    return isFile && !isDeepStrictEqual(from.config.scenario, to.config.scenario);
  }
  return path === 'model' && !isSameModel(from, to);
}

/** Compares two models under the same limits: other limits are changes of their own. */
function isSameModel({ loaded, config }: Configuration, { baseModel }: Configuration): boolean {
  try {
    return isDeepStrictEqual(buildModel(baseModel, loaded.config), config.model);
  } catch {
    // It does not go with those limits, so it is another one.
    return false;
  }
}
