import { excerpt } from '../core/text.js';
import type { Catalogue } from '../radio/catalogue.js';
import { parseParameters } from '../radio/values/parameters.js';
import type { FlashSettings, SettingValue } from '../radio/settings.js';
import type { StoredFlash } from './flash-file.js';

/** More are counted and not told. */
const mostWarnings = 20;

/** What a radio takes over of stored flash. */
export interface AdoptedFlash {
  /** A value for each setting that the radio has, and for no other. */
  readonly flash: FlashSettings;
  readonly warnings: readonly string[];
}

/**
 * Judges stored flash by a radio's catalogue. A value that is not allowed gives way to the factory's, and a setting
 * that the radio does not have is left out, each with a warning; one that is missing has its factory value.
 */
export function adopted(
  { model, settings }: StoredFlash,
  catalogue: Catalogue,
  ownModel: string,
): AdoptedFlash {
  const flash = new Map(catalogue.factorySettings());
  const warnings = model === ownModel ? [] : [`it was written by the model "${excerpt(model)}"`];
  for (const [name, value] of settings) {
    const fault = flash.has(name) ? wrongWith(name, value, catalogue) : 'the radio has no such setting';
    if (fault === undefined) flash.set(name, Object.freeze([...value]));
    else warnings.push(`${excerpt(name)}: ${fault}`);
  }
  const more = warnings.length - mostWarnings;
  return { flash, warnings: more > 0 ? [...warnings.slice(0, mostWarnings), `and ${more} more`] : warnings };
}

function wrongWith(name: string, value: SettingValue, catalogue: Catalogue): string | undefined {
  if (catalogue.isStorable(name, value)) return undefined;
  const parsed = parseParameters(name, catalogue.entry(name)?.parameters ?? [], value);
  const { value: given = '', allowed = '' } = 'fault' in parsed ? parsed.fault : {};
  const shown = catalogue.hasSecrets(name) ? 'its value' : `"${excerpt(given)}"`;
  return `${shown} is not allowed any more (allowed: ${allowed}); the factory value is used`;
}
