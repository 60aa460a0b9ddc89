import type { ErrorDetail } from '../../core/errors.js';
import type { Parameter } from '../declaration.js';
import type { SettingValue } from '../settings.js';

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

/** Whether a call must give it. */
export const isNeeded = ({ optional }: Parameter): boolean => optional !== true;

/** Judges a write's parameters by their count, kind and value, in this order. */
export function parseParameters(
  method: string,
  parameters: readonly Parameter[],
  params: readonly unknown[],
): ParsedParameters {
  const required = parameters.filter(isNeeded).length;
  if (params.length < required || params.length > parameters.length) {
    const allowed = countOf(parameters, required);
    return { fault: { field: `${method} params`, value: `${params.length} given`, allowed } };
  }
  const values: string[] = [];
  for (const [index, { name, domain, secret }] of parameters.slice(0, params.length).entries()) {
    const text = textOf(params[index]);
    if (text === undefined || !domain.holds(text)) {
      const value = secret === true ? 'a secret, not shown' : show(params[index]);
      return { fault: { field: name, value, allowed: domain.allowed } };
    }
    values.push(text);
  }
  return { values };
}

/** How many parameters there may be: `2 (freq, bw)`. */
function countOf(parameters: readonly Parameter[], required: number): string {
  if (parameters.length === 0) return 'no parameters';
  const count = required === parameters.length ? String(required) : `${required} to ${parameters.length}`;
  return `${count} (${parameters.map(({ name }) => name).join(', ')})`;
}
