import { closest, distance } from 'fastest-levenshtein';
import { maxCompared, nearest as nearestName } from '../core/nearest.js';
import { olderKeys } from './older/older-names.js';
import { allPaths } from './settings/settings.js';
import { keyExcerpt, valueExcerpt } from '../core/text.js';
import { keysOf } from '../documents/tree.js';

/** Names that a key with dots in it may mean. */
const known = [...allPaths, ...olderKeys.map(({ name }) => name)];

/** A setting whose value is never shown. */
const secretPath = 'control.token';

/**
 * The message for a key that is no setting.
 * @param options `named`: path as the user wrote it, if it differs; `more`: names that are allowed beside the settings
 */
export function unknownKey(
  keys: readonly string[],
  value: unknown,
  { named = keys.join('.'), more = [] }: { readonly named?: string; readonly more?: readonly string[] } = {},
): string {
  const path = keys.join('.');
  const above = keys.slice(0, -1);
  const key = (keys.at(-1) ?? '').slice(0, maxCompared);
  if (key === '<<')
    return `${named}: merge keys are no part of YAML 1.2; allowed: the keys themselves, written out`;
  if (known.includes(path))
    return `${path}: is not nested; allowed: ${nested(keysOf(path), path === secretPath ? '…' : value)}`;
  const hint = (names: readonly string[]) =>
    names.length === 0 ? '' : `; the nearest is ${names.map((name) => `"${name}"`).join(' or ')}`;
  const inSections = above.length > 0 || more.includes(key) ? [] : sectionsWith(key);
  if (inSections.length > 0) return `${keyExcerpt(named)}: is no setting${hint(inSections)}`;
  const nearest = key.includes('.')
    ? nearestOf([path.slice(0, maxCompared), key])
    : nearestBeside(above.join('.'), key, more);
  return `${keyExcerpt(named)}: is no setting${hint(nearest === undefined ? [] : [nearest])}`;
}

/** Settings of sections that have this key: `port` is in `http.port` and `control.port`. */
function sectionsWith(key: string): readonly string[] {
  return allPaths.filter((path) => path.endsWith(`.${key}`));
}

/** The nearest path to any of these. */
function nearestOf(paths: readonly string[]): string | undefined {
  const pairs = paths.map((path) => {
    const nearest = closest(path, known);
    return { nearest, far: distance(path, nearest) };
  });
  return pairs.toSorted((one, other) => one.far - other.far)[0]?.nearest;
}

/** The nearest key of the same branch. */
function nearestBeside(branch: string, key: string, more: readonly string[]): string | undefined {
  const prefix = branch === '' ? '' : `${branch}.`;
  const below = allPaths.filter((path) => path.startsWith(prefix));
  const names = below.map((path) => keysOf(path.slice(prefix.length))[0] ?? '');
  const found = nearestName(key, [...new Set([...names, ...more])]);
  return found === undefined ? undefined : `${prefix}${found}`;
}

/** `worker: { queueCapacity: 5 }`. */
function nested(keys: readonly string[], value: unknown): string {
  const [last = '', ...others] = keys.toReversed();
  return others.reduce((text, key) => `${key}: { ${text} }`, `${last}: ${valueExcerpt(value)}`);
}
