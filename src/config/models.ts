import { readFileSync, readdirSync } from 'node:fs';
import { SilvusMockError } from '../errors.js';
import { FrequencyPlan } from '../radio/frequency-profile.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';
import type { Config, ConfigFault } from './schema.js';

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

/** What of the configuration contradicts itself or its model, for one who is yet to be told. */
export function modelFaults(
  config: Pick<Config, 'model' | 'power' | 'frequencyProfiles'>,
): readonly ConfigFault[] {
  let model: RadioModel;
  try {
    model = typeof config.model === 'string' ? loadModel(config.model) : config.model;
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    const name = typeof config.model === 'string' ? config.model : config.model.name;
    const message = fault.message.replace(`model ${name}: `, '').replace('model: ', '');
    return [{ path: ['model'], message, ...(fault.code === 'MODEL_INVALID' ? { file: name } : {}) }];
  }
  return [...powerFaults(config, model), ...profileFaults(config, model)];
}

function powerFaults({ power }: Pick<Config, 'power'>, model: RadioModel): readonly ConfigFault[] {
  const { minDbm = model.power.minDbm, maxDbm = model.power.maxDbm } = power;
  if (minDbm <= maxDbm) return [];
  const key = power.minDbm === undefined ? 'maxDbm' : 'minDbm';
  return [{ path: ['power', key], message: `the least, ${minDbm} dBm, is above the most, ${maxDbm} dBm` }];
}

function profileFaults(
  { frequencyProfiles = [] }: Pick<Config, 'frequencyProfiles'>,
  { bandwidths }: RadioModel,
): readonly ConfigFault[] {
  return frequencyProfiles.flatMap(({ bandwidth }, index) =>
    bandwidth === '-1' || bandwidths.some((each) => Number(each) === Number(bandwidth))
      ? []
      : [
          {
            path: ['frequencyProfiles', index, 'bandwidth'],
            message: `"${bandwidth}": is none of the model's; allowed: -1, ${bandwidths.join(', ')}`,
          },
        ],
  );
}

/** Factory settings that other profiles or limits leave no room for become the nearest that they allow. */
function fittingDefaults(
  { defaults }: RadioModel,
  profiles: RadioModel['frequencyProfiles'],
  limits: RadioModel['power'],
) {
  const { freq, bw, power_dBm: power } = defaults;
  const fits = new FrequencyPlan(profiles, 'fine').allows(freq, bw);
  const [profile] = profiles;
  const first = profile?.frequencies[0]?.split(':')[0] ?? freq;
  const width = profile === undefined || profile.bandwidth === '-1' ? bw : profile.bandwidth;
  return {
    freq: fits ? freq : first,
    bw: fits ? bw : width,
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
