import { closest } from 'fastest-levenshtein';
import type { Layer, LoadFault, Origin } from './layer.js';
import { allowedFor, idleOlderKeys, olderKeys } from './older-names.js';
import { type ConfigTree, isTree, valueAt, withValue, withoutValue } from './tree.js';

/** Branches that only the older mock's files have. */
const olderBranches = ['network', 'profiles', 'timing.blackout', 'timing.commands'];

/** A file's settings by our own names. */
export interface TranslatedFile {
  readonly layer: Layer;
  readonly faults: readonly LoadFault[];
  readonly warnings: readonly string[];
}

/** Puts the values of the older mock's keys where ours are. */
export function translated(raw: ConfigTree, find: (path: string) => Origin): TranslatedFile {
  const faults: LoadFault[] = [];
  const warnings: string[] = [];
  const origins = new Map<string, Origin>();
  let tree = raw;
  for (const name of idleOlderKeys) {
    if (valueAt(tree, name) === undefined) continue;
    warnings.push(`${find(name).name}: ${name}: is of the older mock and sets nothing here`);
    tree = withoutValue(tree, name);
  }
  for (const older of olderKeys) {
    const { name, path, convert } = older;
    const value = valueAt(raw, name);
    if (value === undefined) continue;
    const origin = { ...find(name), older: { name, value, allowed: allowedFor(older) } };
    if (valueAt(raw, path) !== undefined) {
      faults.push({ origin, message: `${name}: ${path} is set too; only one of the two is allowed` });
    }
    origins.set(path, origin);
    tree = withValue(withoutValue(tree, name), path, convert(value));
  }
  for (const branch of olderBranches) {
    const left = valueAt(tree, branch);
    if (left === undefined) continue;
    for (const path of leavesOf(left, branch)) faults.push({ origin: find(path), message: unknown(path) });
    tree = withoutValue(tree, branch);
  }
  return { layer: { tree, originOf: (path) => origins.get(path) ?? find(path) }, faults, warnings };
}

function unknown(path: string): string {
  const nearest = closest(
    path,
    olderKeys.map(({ name }) => name),
  );
  return `${path}: is no setting; the nearest is "${nearest}"`;
}

function leavesOf(value: unknown, path: string): readonly string[] {
  if (value === null) return [];
  if (!isTree(value)) return [path];
  return Object.entries(value).flatMap(([key, below]) => leavesOf(below, `${path}.${key}`));
}
