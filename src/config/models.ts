import { readFileSync, readdirSync } from 'node:fs';
import { SilvusMockError } from '../errors.js';
import { FrequencyPlan } from '../radio/frequency-profile.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';
import type { Config } from './schema.js';

const folder = new URL('../../fixtures/models/', import.meta.url);

/** Names of the radio models that come with the package. */
export function modelNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * Loads a radio model by its name, or from a file if the name ends in `.json` or holds a slash.
 * Throws `OPTION_INVALID` for a name that is none, `MODEL_INVALID` for a file that is no model.
 */
export function loadModel(name: string): RadioModel {
  const isFile = name.includes('/') || name.endsWith('.json');
  if (!isFile && !modelNames().includes(name)) {
    throw new SilvusMockError(
      'OPTION_INVALID',
      `model: there is no "${name}"; allowed: ${modelNames().join(', ')}, or a file`,
    );
  }
  const file = isFile ? name : new URL(`${name}.json`, folder);
  return checkedModel(readJson(file, name), name);
}

/** The model with the configuration's own power limits and frequency profiles. Throws `MODEL_INVALID`. */
export function modelOf(config: Pick<Config, 'model' | 'power' | 'frequencyProfiles'>): RadioModel {
  const model = typeof config.model === 'string' ? loadModel(config.model) : config.model;
  const { power, frequencyProfiles = model.frequencyProfiles } = config;
  const limits = { minDbm: power.minDbm ?? model.power.minDbm, maxDbm: power.maxDbm ?? model.power.maxDbm };
  const defaults = { ...model.defaults, ...fittingDefaults(model, frequencyProfiles, limits) };
  return checkedModel({ ...model, frequencyProfiles, power: limits, defaults }, model.name);
}

/** Factory settings that other profiles or limits leave no room for become the nearest that they allow. */
function fittingDefaults(
  { defaults }: RadioModel,
  profiles: RadioModel['frequencyProfiles'],
  limits: RadioModel['power'],
) {
  const { freq, bw, power_dBm: power } = defaults;
  const fits = new FrequencyPlan(profiles, 'fine').allows(freq, bw);
  const first = profiles[0]?.frequencies[0]?.split(':')[0] ?? freq;
  return {
    freq: fits ? freq : first,
    power_dBm: String(Math.min(Math.max(Number(power), limits.minDbm), limits.maxDbm)),
  };
}

function checkedModel(value: unknown, name: string): RadioModel {
  const parsed = radioModelSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SilvusMockError('MODEL_INVALID', `model ${name}: ${faults.join('; ')}`);
}

function readJson(file: string | URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SilvusMockError('MODEL_INVALID', `model ${name}: ${why}`, { cause });
  }
}
