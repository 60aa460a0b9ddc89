import { excerpt } from '../core/text.js';
import type { Catalogue } from '../radio/catalogue.js';
import { parseParameters } from '../radio/values/parameters.js';
import type { RadioModel } from '../radio/model.js';
import type { FlashSettings, SettingValue } from '../radio/settings.js';
import type { StoredFlash } from './flash-file.js';

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
 * Checks stored flash against a radio's catalogue. A value that is not allowed is replaced by the factory value,
 * and an unknown setting is dropped, each with a warning; a missing setting gets its factory value.
 */
export function adoptFlash(
  { model, settings }: StoredFlash,
  catalogue: Catalogue,
  radio: RadioModel,
): FlashAtStart {
  const flash = new Map(catalogue.factorySettings(radio));
  const warnings = model === radio.name ? [] : [`it was written by the model "${excerpt(model)}"`];
  for (const [name, value] of settings) {
    const issue = flash.has(name) ? wrongWith(name, value, catalogue) : unknownSetting;
    if (issue === undefined) flash.set(name, Object.freeze([...value]));
    else warnings.push(`${excerpt(name)}: ${issue}`);
  }
  const more = warnings.length - maxWarnings;
  return { flash, warnings: more > 0 ? [...warnings.slice(0, maxWarnings), `and ${more} more`] : warnings };
}

function wrongWith(name: string, value: SettingValue, catalogue: Catalogue): string | undefined {
  if (catalogue.isStorable(name, value)) return undefined;
  const parsed = parseParameters(name, catalogue.entry(name)?.parameters ?? [], value);
  const { value: given = '', allowed = '' } = 'rejection' in parsed ? parsed.rejection : {};
  const shown = catalogue.hasSecrets(name) ? 'its value' : `"${excerpt(given)}"`;
  return `${shown} is not allowed any more (allowed: ${allowed}); the factory value is used`;
}
