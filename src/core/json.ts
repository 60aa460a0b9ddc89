/** A JSON value. A member that is undefined is left out of a reply. */
export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A deeper value would overflow the stack when it is written. */
const maxNesting = 64;

/** A copy of a value as JSON. Throws with the place of anything else: `result.0.at is a function`. */
export function toJson(value: unknown, path = 'result', above: readonly object[] = []): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new Error(`${path} is ${nameOf(value)}, which JSON has not`);
  if (above.includes(value)) throw new Error(`${path} holds itself`);
  if (above.length === maxNesting) throw new Error(`${path} is nested deeper than ${maxNesting} levels`);
  const here = [...above, value];
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    return Array.from(elements, (each, index) => toJson(each, `${path}.${index}`, here));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm is as good.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new Error(`${path} is no plain object: JSON has no ${value.constructor.name || 'classes'}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, toJson(each, `${path}.${key}`, here)]),
  );
}

function nameOf(value: unknown): string {
  if (typeof value === 'undefined') return 'undefined';
  if (typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}
