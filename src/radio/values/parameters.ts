import { maskKeys } from '../../core/secrets/key-material.js';
import type { ErrorDetail } from '../../core/errors.js';
import type { Parameter } from '../declaration.js';
import type { SettingValue } from '../settings.js';

/** Checked parameters, or the reason of their rejection. */
type ParsedParameters = { readonly values: SettingValue } | { readonly rejection: ErrorDetail };

const maxShown = 64;

/** Formats a value for an error, shortened; arrays and objects are only named. */
export function format(value: unknown): string {
  if (typeof value === 'string') {
    const text = maskKeys(value.slice(0, 4 * maxShown));
    return value.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : 'an object';
}

/** A parameter as the radio accepts it: a text, or a number for a text (`2490` for `"2490"`). */
function textOf(param: unknown): string | undefined {
  if (typeof param === 'string') return param;
  return typeof param === 'number' ? String(param) : undefined;
}

/** True if a call must have this parameter. */
export const isNeeded = ({ optional }: Parameter): boolean => optional !== true;

/** Checks parameters: first their number, then the kind and value of each. */
export function parseParameters(
  method: string,
  parameters: readonly Parameter[],
  params: readonly unknown[],
): ParsedParameters {
  const required = parameters.filter(isNeeded).length;
  const isPart = params.length > 0 && parameters[params.length]?.together === true;
  if (params.length < required || params.length > parameters.length || isPart) {
    const allowed = countOf(parameters, required);
    return { rejection: { field: `${method} params`, value: `${params.length} given`, allowed } };
  }
  const values: string[] = [];
  for (const [index, { name, domain, secret }] of parameters.slice(0, params.length).entries()) {
    const text = textOf(params[index]);
    if (text === undefined || !domain.holds(text)) {
      const value = secret === true ? 'a secret, not shown' : format(params[index]);
      return { rejection: { field: name, value, allowed: domain.allowed } };
    }
    values.push(text);
  }
  return { values };
}

/** The allowed number of parameters: `2 (freq, bw)`. */
function countOf(parameters: readonly Parameter[], required: number): string {
  if (parameters.length === 0) return 'no parameters';
  const between = parameters.some(({ together }) => together === true) ? 'or' : 'to';
  const most = parameters.length;
  const count = required === most ? String(required) : `${required} ${between} ${most}`;
  return `${count} (${parameters.map(({ name }) => name).join(', ')})`;
}
