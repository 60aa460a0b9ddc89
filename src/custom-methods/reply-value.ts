import type { Json } from '../core/json.js';

/** A deeper value would cost the writer of replies its stack. */
const mostNesting = 64;

/** A copy of a value that a reply can carry. Throws with the place of what it can't: `result.0.at is a function`. */
export function sendable(value: unknown, path = 'result', above: readonly object[] = []): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new Error(`${path} is ${nameOf(value)}, which JSON has not`);
  if (above.includes(value)) throw new Error(`${path} holds itself`);
  if (above.length === mostNesting) throw new Error(`${path} is nested deeper than ${mostNesting} levels`);
  const here = [...above, value];
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    return Array.from(elements, (each, index) => sendable(each, `${path}.${index}`, here));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm is as good.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new Error(`${path} is no plain object: JSON has no ${value.constructor.name || 'classes'}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, sendable(each, `${path}.${key}`, here)]),
  );
}

function nameOf(value: unknown): string {
  if (typeof value === 'undefined') return 'undefined';
  if (typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}
