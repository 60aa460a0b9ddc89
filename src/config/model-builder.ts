import { valueExcerpt } from '../core/text.js';
import { deepFreeze } from '../core/freeze.js';
import type { Issue } from '../documents/issue.js';
import type { RadioModel } from '../radio/model.js';
import { highestNodeId } from '../radio/values/node-id.js';
import type { FrequencyGrid } from '../radio/values/frequency-profile.js';
import { factorySettings } from './factory-settings.js';
import { type ModelOrIssues, loadModel, modelInvalid, readModel } from './models.js';
import type { PartialRadioParts, RadioParts } from './schema.js';

/** The model that a configuration names or contains. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function baseModelOf({ model }: Pick<RadioParts, 'model'>): RadioModel {
  return typeof model === 'string' ? loadModel(model) : model;
}

/** A model with the node ID, power limits and frequency profiles of a configuration. Throws `MODEL_INVALID`. */
export function buildModel(base: RadioModel, parts: Omit<RadioParts, 'model'>): RadioModel {
  const { nodeid, power, frequencyProfiles, frequencyGrid } = parts;
  const isPlain = [nodeid, power.minDbm, power.maxDbm, frequencyProfiles].every((each) => each === undefined);
  const plain = isPlain ? plainModels.get(base)?.get(frequencyGrid) : undefined;
  if (plain !== undefined) return plain;
  const built = build({ nodeid, power, frequencyProfiles, frequencyGrid }, base);
  if ('issues' in built) throw modelInvalid(base.name, built.issues);
  if (isPlain) remember(base, frequencyGrid, built.model);
  return built.model;
}

/** The issues for which {@link buildModel} would throw, as far as settings that are each valid can tell. */
export function modelIssues(parts: PartialRadioParts): readonly Issue[] {
  const { model } = parts;
  if (model === undefined) return powerIssues(parts, undefined);
  const read = typeof model === 'string' ? readModel(model) : { model };
  if ('issues' in read) return [...read.issues, ...powerIssues(parts, undefined)];
  const built = build(parts, read.model);
  return 'issues' in built ? built.issues : [];
}

/** Built models without node ID, limits or profiles of a configuration: radios of one model share one, and its catalogue. */
const plainModels = new WeakMap<RadioModel, Map<FrequencyGrid, RadioModel>>();

function remember(base: RadioModel, grid: FrequencyGrid, built: RadioModel): void {
  const byGrid = plainModels.get(base) ?? new Map<FrequencyGrid, RadioModel>();
  plainModels.set(base, byGrid.set(grid, deepFreeze(built)));
}

function build(parts: Omit<PartialRadioParts, 'model'>, model: RadioModel): ModelOrIssues {
  const issues = [
    ...nodeIdIssues(parts, model),
    ...powerIssues(parts, model),
    ...profileIssues(parts, model),
  ];
  if (issues.length > 0) return { issues };
  const { power, frequencyProfiles = model.frequencyProfiles, frequencyGrid } = parts;
  // The grid itself is an issue already; without one the frequencies can't be checked.
  if (frequencyGrid === undefined) return { model };
  const limits = { minDbm: power.minDbm ?? model.power.minDbm, maxDbm: power.maxDbm ?? model.power.maxDbm };
  const defaults = factorySettings(model, frequencyProfiles, limits, frequencyGrid);
  if (defaults === undefined) {
    const allowed = frequencyGrid === 'fine' ? 'some in steps of 0.1 MHz, or frequencyGrid: step' : 'some';
    const path = [parts.frequencyProfiles === undefined ? 'model' : 'frequencyProfiles'];
    const message = `there is no frequency that the radio could have; allowed: ${allowed}`;
    return { issues: [{ path, message }] };
  }
  const nodeid = parts.nodeid === undefined ? model.identity.nodeid : String(parts.nodeid);
  const identity = { ...model.identity, nodeid };
  return { model: { ...model, identity, frequencyProfiles, power: limits, defaults } };
}

function nodeIdIssues({ nodeid }: Pick<PartialRadioParts, 'nodeid'>, model: RadioModel): readonly Issue[] {
  const highest = highestNodeId(model.identity.build_tag);
  if (nodeid === undefined || nodeid <= highest) return [];
  const message = `${nodeid}: is not allowed for the firmware of the model ${model.name}; allowed: 1 to ${highest}`;
  return [{ path: ['nodeid'], message }];
}

function powerIssues(
  { power }: Pick<PartialRadioParts, 'power'>,
  model: RadioModel | undefined,
): readonly Issue[] {
  const minDbm = power.minDbm ?? model?.power.minDbm;
  const maxDbm = power.maxDbm ?? model?.power.maxDbm;
  if (minDbm === undefined || maxDbm === undefined || minDbm <= maxDbm) return [];
  const key = power.minDbm === undefined ? 'maxDbm' : 'minDbm';
  return [{ path: ['power', key], message: `the least, ${minDbm} dBm, is above the most, ${maxDbm} dBm` }];
}

function profileIssues(
  { frequencyProfiles = [] }: Pick<PartialRadioParts, 'frequencyProfiles'>,
  { bandwidths }: RadioModel,
): readonly Issue[] {
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
