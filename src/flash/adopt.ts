import { excerpt } from '../core/text.js';
import { parseParameters } from '../radio/values/parameters.js';
import { type FlashSettings, type SettingValue, usersMark } from '../radio/settings.js';
import type { StoredFlash } from './flash-file.js';
import type { FlashUser } from './flash-store.js';

/** Further warnings are counted only. */
const maxWarnings = 20;

/** A custom setting that is no longer declared is one too. */
const unknownSetting =
  'the radio has no such setting, built-in or custom; its value is not used, and the next save removes it from the file';

/** Flash that a radio boots with. */
export interface FlashAtStart {
  /** A value for each setting that the radio has, and for no other. */
  readonly flash: FlashSettings;
  readonly warnings: readonly string[];
}

/**
 * Checks stored flash against a radio's catalogue. A value that is not allowed is replaced by the initial value,
 * and an unknown setting is dropped, each with a warning; a missing setting gets its initial value.
 */
export function adoptFlash({ model, settings }: StoredFlash, radio: FlashUser): FlashAtStart {
  const flash = new Map(initialFlash(radio));
  const warnings = model === radio.model.name ? [] : [`it was written by the model "${excerpt(model)}"`];
  for (const [name, value] of settings) {
    if (name === usersMark) {
      flash.set(name, Object.freeze([...value]));
      continue;
    }
    const issue = flash.has(name) ? wrongWith(name, value, radio) : unknownSetting;
    if (issue === undefined) flash.set(name, Object.freeze([...value]));
    else warnings.push(`${excerpt(name)}: ${issue}`);
  }
  const more = warnings.length - maxWarnings;
  return { flash, warnings: more > 0 ? [...warnings.slice(0, maxWarnings), `and ${more} more`] : warnings };
}

/** Flash of a first start: where there is no usable file. */
export function initialFlash({ model, catalogue, preset }: FlashUser): FlashSettings {
  return preset ?? catalogue.factorySettings(model);
}

/** The initial settings in a warning: `factory settings are used`. A node of a network has those of its document. */
export function initialName({ preset }: FlashUser): 'factory' | 'initial' {
  return preset === undefined ? 'factory' : 'initial';
}

function wrongWith(name: string, value: SettingValue, radio: FlashUser): string | undefined {
  const { catalogue } = radio;
  if (catalogue.isStorable(name, value)) return undefined;
  const parsed = parseParameters(name, catalogue.entry(name)?.parameters ?? [], value);
  const [first = ''] = value;
  const { value: given = first, allowed = 'what this version saves' } =
    'rejection' in parsed ? parsed.rejection : {};
  const shown = catalogue.hasSecrets(name) ? 'its value' : `"${excerpt(given)}"`;
  return `${shown} is not allowed any more (allowed: ${allowed}); the ${initialName(radio)} value is used`;
}
