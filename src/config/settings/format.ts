import type { Json } from '../../core/json.js';
import { formatDuration } from '../../core/time/duration.js';
import { Secret } from '../secret.js';

/** The value of a setting as a file may contain it. */
export function valueText(value: unknown, isDuration: boolean): string {
  if (isRange(value)) return rangeText(value);
  if (Array.isArray(value)) return listText(value);
  if (typeof value === 'number' && isDuration) return formatDuration(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of a setting as JSON. */
export function jsonValue(value: unknown): Json {
  if (isNetwork(value)) return elementText(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return null;
  if (value instanceof Secret) return value.toJSON();
  const members = Object.entries(value).filter(
    ([, each]: [string, unknown]) => each !== undefined && typeof each !== 'function',
  );
  return Object.fromEntries(members.map(([key, each]: [string, unknown]) => [key, jsonValue(each)]));
}

/** The default of a setting for help. */
export function defaultText(value: unknown, isDuration: boolean): string {
  return Array.isArray(value) ? value.map(elementText).join(', ') : valueText(value, isDuration);
}

function listText(list: readonly unknown[]): string {
  return list.length > 0 && list.every(isNetwork)
    ? `[${list.map((each) => JSON.stringify(elementText(each))).join(', ')}]`
    : JSON.stringify(list);
}

function elementText(element: unknown): string {
  return isNetwork(element) ? `${element.address}/${element.prefix}` : String(element);
}

function isNetwork(value: unknown): value is { readonly address: string; readonly prefix: number } {
  return typeof value === 'object' && value !== null && 'address' in value && 'prefix' in value;
}

function isRange(value: unknown): value is { readonly min: number; readonly max: number } {
  return typeof value === 'object' && value !== null && 'min' in value && 'max' in value;
}

function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? formatDuration(min) : `${formatDuration(min)}..${formatDuration(max)}`;
}
