import { nearestHint } from '../core/nearest.js';
import { excerpt } from '../core/text.js';
import { type ErrorDetail, SilvusMockError } from '../core/errors.js';
import type { Catalogue, CatalogueEntry } from './catalogue.js';
import type { SettingValue } from './settings.js';
import { parseParameters } from './values/parameters.js';

/** Values of settings and readings by method: `{ freq_bw: ['4700', '20'] }`. */
export type PatchValues = Readonly<Record<string, readonly string[]>>;

/** Checked values of one method. */
export interface CheckedValues {
  readonly entry: CatalogueEntry;
  readonly values: SettingValue;
}

/** True if a patch changes the method's reading, not a setting. */
export const isReading = ({ reading }: CatalogueEntry) => reading.length > 0;

/** Checks the values of one method by themselves. */
export function checkValues(
  catalogue: Catalogue,
  name: string,
  values: readonly string[],
): CheckedValues | { readonly rejection: ErrorDetail } {
  const entry = catalogue.entry(name);
  if (entry === undefined || !entry.isSettable) {
    const settable = catalogue.entries().filter((each) => each.isSettable);
    const names = settable.map(({ declaration }) => declaration.name);
    const allowed = `${names.join(', ')}${nearestHint(name, names)}`;
    return { rejection: { field: 'name', value: name, allowed } };
  }
  const parsed = parseParameters(name, isReading(entry) ? entry.reading : entry.parameters, values);
  return 'rejection' in parsed ? parsed : { entry, values: parsed.values };
}

/** Reason why a radio would reject these values whatever its other settings are; undefined if it would not. */
export function patchRejection(catalogue: Catalogue, values: PatchValues): ErrorDetail | undefined {
  for (const [name, each] of Object.entries(values)) {
    const checked = checkValues(catalogue, name, each);
    if ('rejection' in checked) return checked.rejection;
  }
  return undefined;
}

/** The error thrown when a program sets values that the radio rejects. */
export function patchError({ field = '', value = '', allowed = '' }: ErrorDetail): SilvusMockError {
  const message = `state: ${field}: "${excerpt(value)}" is not allowed; allowed: ${allowed}`;
  return new SilvusMockError('OPTION_INVALID', message);
}
