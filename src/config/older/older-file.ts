import { closest } from 'fastest-levenshtein';
import { maxCompared } from '../../core/nearest.js';
import type { Layer } from '../layer.js';
import type { LocatedIssue, Origin } from '../../documents/located-issue.js';
import { allowedFor, idleOlderKeys, type OlderName, olderKeys } from './older-names.js';
import { keyExcerpt, valueExcerpt } from '../../core/text.js';
import { type ConfigTree, isTree, keysOf, valueAt, withValue, withoutValue } from '../../documents/tree.js';

/** Branches that exist in the older mock's files only. */
const olderBranches = ['network', 'profiles', 'timing.blackout', 'timing.commands'];

/** The settings of a file under their present names. */
interface TranslatedFile {
  readonly layer: Layer;
  readonly issues: readonly LocatedIssue[];
  readonly warnings: readonly string[];
}

/** Place of the key at these keys in the file. */
type Find = (keys: readonly string[]) => Origin;

/** Moves the values of older keys to the present ones. */
export function translateOlder(raw: ConfigTree, find: Find): TranslatedFile {
  const issues: LocatedIssue[] = [];
  const warnings: string[] = [];
  const used: OlderName[] = [];
  let tree = raw;
  for (const name of idleOlderKeys) {
    if (valueAt(tree, name) === undefined) continue;
    warnings.push(`${find(keysOf(name)).name}: ${name}: is of the older mock and sets nothing here`);
    tree = withoutValue(tree, name);
  }
  for (const older of olderKeys) {
    const { name, path, convert } = older;
    const value = valueAt(raw, name);
    if (value === undefined) continue;
    if (valueAt(raw, path) !== undefined) {
      const message = `${name}: ${path} is set too; only one of the two is allowed`;
      issues.push({ origin: find(keysOf(name)), message });
    }
    used.push(older);
    tree = withoutValue(tree, name);
    if (!isBlocked(raw, path)) tree = withValue(tree, path, convert(value));
  }
  for (const branch of olderBranches) {
    const left = valueAt(tree, branch);
    // A network that is a text is the present setting of this name.
    const isPresent = branch === 'network' && typeof left === 'string';
    if (left === undefined || isPresent) continue;
    for (const leaf of leavesOf(left, keysOf(branch)))
      issues.push({ origin: find(leaf.keys), message: unknown(leaf) });
    tree = withoutValue(tree, branch);
  }
  return { layer: { tree, originOf: (keys) => olderOrigin(keys, used, raw, find) }, issues, warnings };
}

/** True if the path's branch is some other value, which must be reported, not replaced. */
function isBlocked(raw: ConfigTree, path: string): boolean {
  const above = keysOf(path).slice(0, -1);
  const branch = above.length === 0 ? raw : valueAt(raw, above);
  return branch !== undefined && branch !== null && !isTree(branch);
}

/** A value at or below an older key is reported under that key. */
function olderOrigin(
  keys: readonly string[],
  used: readonly OlderName[],
  raw: ConfigTree,
  find: Find,
): Origin {
  for (const older of used) {
    const ours = keysOf(older.path);
    if (!ours.every((key, index) => keys[index] === key)) continue;
    const below = keys.slice(ours.length);
    const theirs = [...keysOf(older.name), ...below];
    const allowed = below.length === 0 ? allowedFor(older) : undefined;
    return { ...find(theirs), older: { name: theirs.join('.'), value: valueAt(raw, theirs), allowed } };
  }
  return find(keys);
}

interface Leaf {
  readonly keys: readonly string[];
  readonly value: unknown;
}

function unknown({ keys, value }: Leaf): string {
  const path = keys.join('.');
  const members = membersOf(path);
  if (members.length > 0)
    return `${path}: ${Array.isArray(value) ? '' : `${valueExcerpt(value)}: `}is not allowed; allowed: an object with ${members.join(', ')}`;
  const names = olderKeys.map(({ name }) => name);
  return `${keyExcerpt(path)}: is no setting; the nearest is "${closest(path.slice(0, maxCompared), names)}"`;
}

/** The keys that set something below an older branch. */
function membersOf(path: string): readonly string[] {
  const below = olderKeys.filter(({ name }) => name.startsWith(`${path}.`));
  return [...new Set(below.map(({ name }) => keysOf(name.slice(path.length + 1))[0] ?? ''))];
}

function leavesOf(value: unknown, keys: readonly string[]): readonly Leaf[] {
  if (value === null) return [];
  if (!isTree(value)) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...keys, key]));
}
