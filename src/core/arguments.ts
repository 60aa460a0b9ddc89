import { SilvusMockError } from './errors.js';
import { nearestHint } from './nearest.js';
import { keyExcerpt, valueExcerpt } from './text.js';

/** Throws `OPTION_INVALID` unless the value is a function. */
export function checkFunction(where: string, value: unknown): void {
  if (typeof value === 'function') return;
  throw new SilvusMockError('OPTION_INVALID', `${where}: ${valueExcerpt(value)}: is no function`);
}

/** Throws `OPTION_INVALID` unless the value is an object, and no array. */
export function checkObject(where: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  const message = `${where}: ${valueExcerpt(value)} is not allowed; allowed: an object`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/** Throws `OPTION_INVALID` unless the value is an array. */
export function checkArray(where: string, value: unknown): void {
  if (Array.isArray(value)) return;
  const message = `${where}: ${valueExcerpt(value)} is not allowed; allowed: an array`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/**
 * Throws `OPTION_INVALID` unless the options are an object with these members only.
 * @param where the function that takes them, for the message: `close`
 */
export function checkOptions(where: string, options: unknown, members: readonly string[]): void {
  const allowed = members.join(', ');
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const message = `${where}: ${valueExcerpt(options)}: is not allowed; allowed: an object with ${allowed}`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  for (const key of Object.keys(options)) {
    if (members.includes(key)) continue;
    const message = `${where}: ${keyExcerpt(key)}: is unknown; allowed: ${allowed}${nearestHint(key, members)}`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
}

/** Throws `OPTION_INVALID` unless the value is one of these names. */
export function checkName(where: string, value: unknown, names: readonly string[]): void {
  if (names.some((name) => name === value)) return;
  const message = `${where}: ${valueExcerpt(value)} is not allowed; allowed: ${names.join(', ')}${nearestHint(value, names)}`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
