import type { ErrorDetail } from '../errors.js';
import type { Parameter } from './declaration.js';
import type { SettingValue } from './settings.js';

/** The values of a write, or what is wrong with them. */
export type ParsedParameters = { readonly values: SettingValue } | { readonly fault: ErrorDetail };

const longestShown = 64;

/** Shows a value in an error, shortened; what is not a text or number is named by its kind. */
export function show(value: unknown): string {
  if (typeof value === 'string')
    return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : 'an object';
}

/** A parameter as the radio takes it: a text, or a number that stands for one (`2490` for `"2490"`). */
function textOf(param: unknown): string | undefined {
  if (typeof param === 'string') return param;
  return typeof param === 'number' ? String(param) : undefined;
}

/** Judges a write's parameters by their count, kind and value, in this order. */
export function parseParameters(
  method: string,
  parameters: readonly Parameter[],
  params: readonly unknown[],
): ParsedParameters {
  if (params.length !== parameters.length) {
    const names = parameters.map(({ name }) => name).join(', ');
    const allowed = parameters.length === 0 ? 'no parameters' : `${parameters.length} (${names})`;
    return { fault: { field: `${method} params`, value: `${params.length} given`, allowed } };
  }
  const values: string[] = [];
  for (const [index, { name, domain }] of parameters.entries()) {
    const text = textOf(params[index]);
    if (text === undefined || !domain.holds(text)) {
      return { fault: { field: name, value: show(params[index]), allowed: domain.allowed } };
    }
    values.push(text);
  }
  return { values };
}
