import type { ErrorDetail } from '../../core/errors.js';
import { randomSource } from '../../core/random.js';
import { withCustomSettings } from '../../custom-methods/custom-methods.js';
import { type Catalogue, catalogueOf } from '../../radio/catalogue.js';
import type { RadioModel } from '../../radio/model.js';
import type { PatchValues } from '../../radio/patch.js';
import { Radio } from '../../radio/radio.js';
import { timings } from '../presets.js';
import { loadSettings } from '../program-settings.js';
import { type ResolvedConfig, resolve } from '../resolve.js';

/** The radios of a network, which all have one model. */
export interface RadioKind {
  readonly model: RadioModel;
  /** With the settings among custom methods. */
  readonly catalogue: Catalogue;
}

/** The radios of a configuration. */
export function radioKindOf({
  model,
  methods,
  frequencyGrid,
}: Pick<ResolvedConfig, 'model' | 'methods' | 'frequencyGrid'>): RadioKind {
  return { model, catalogue: withCustomSettings(methods, catalogueOf(model, frequencyGrid)) };
}

let kindByDefault: RadioKind | undefined;

/** The radios of a configuration without any settings. */
export function defaultRadioKind(): RadioKind {
  return (kindByDefault ??= radioKindOf(resolve(loadSettings({})).config));
}

const start = { now: 0, wallTime: 0 };

/** The reason for which a radio with factory settings rejects these settings together; undefined if it does not. */
export function refusalOf(settings: PatchValues, { model, catalogue }: RadioKind): ErrorDetail | undefined {
  const parts = { model, catalogue, timing: timings.instant, bootedAt: 0, random: randomSource(0) };
  return new Radio(parts).patch(settings, start);
}
