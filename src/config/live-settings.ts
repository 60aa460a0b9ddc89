import type { Config } from './schema.js';
import { sections, takesOf } from './settings/settings.js';

/** The settings that a simulator runs on after a change: live ones as they are to be, all others as they were. */
export function inForce(to: Config, from: Config): Config {
  return merge(from, to, '');
}

function merge<T extends object>(from: T, to: T, prefix: string): T {
  const result = { ...to };
  for (const key in { ...from, ...to }) {
    const path = `${prefix}${key}`;
    const [was, is] = [from[key], to[key]];
    if (sections.includes(path) && isObject(was) && isObject(is)) result[key] = merge(was, is, `${path}.`);
    else if (takesOf(path) === 'restart') result[key] = was;
  }
  return result;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
