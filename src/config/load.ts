import { existsSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import { maxCompared } from '../core/nearest.js';
import { readConfigFile } from './config-file.js';
import type { Issue } from '../documents/issue.js';
import {
  type CommandInput,
  allPortsIssues,
  builtIn,
  flagLayer,
  nonEmpty,
  originIn,
  settingsGivenTwice,
  variableLayer,
} from './layer.js';
import { bounded, inOrderOfLines, maxLocated, once } from '../documents/issue-order.js';
import type { LocatedIssue, Origin } from '../documents/located-issue.js';
import { modelIssues } from './model-builder.js';
import { olderVariables } from './older/older-names.js';
import { type Config, parseConfig, radioPartsOf } from './schema.js';
import { settings, variableOf } from './settings/settings.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import { type ConfigTree, keysOf, mergeTrees, valueAt } from '../documents/tree.js';
import { unknownKey } from './unknown-key.js';

/** Sources of a configuration. */
export interface LoadInput extends CommandInput {
  /** The file that was asked for; default: `silvus-mock.yaml`, `.yml` or `.json` in the working folder. */
  readonly file?: string;
}

/** A configuration that was loaded and checked. */
export interface LoadedConfig {
  readonly config: Config;
  /** Origin of the value at a path. */
  readonly originOf: (path: string) => Origin;
  /** The files that were read. */
  readonly files: readonly string[];
  /** Possible mistakes that have no effect, such as unknown variables. */
  readonly warnings: readonly string[];
}

/** Files that are read from the working folder if none is asked for. */
const defaultFiles = ['silvus-mock.yaml', 'silvus-mock.yml', 'silvus-mock.json'] as const;

const fileVariable = 'SILVUS_MOCK_CONFIG';
const overlayVariable = 'CBTIMING_CONFIG';

/** Settings as written, of which some may not be valid, and the origin of the value at a path. */
export interface WrittenConfig {
  readonly tree: ConfigTree;
  readonly originOf: (path: string) => Origin;
}

/**
 * Loads a configuration: flags over variables over files over defaults. Returns it, or all issues.
 * @param check finds further issues in a configuration that has others
 */
export function loadConfig(
  input: LoadInput,
  check: (written: WrittenConfig) => readonly LocatedIssue[] = () => [],
): LoadedConfig | { readonly issues: readonly LocatedIssue[] } {
  const found = filesOf(input);
  if ('issues' in found) return found;
  const read = found.files.map(readConfigFile);
  const issues: LocatedIssue[] = [
    ...read.flatMap((file) => file.issues),
    ...settingsGivenTwice(input),
    ...allPortsIssues(input),
  ];
  const below = [...read.map(({ layer }) => layer), variableLayer(input.variables)];
  const layers = [...below, flagLayer(input.flags, below)];
  const tree = layers.reduce((below, { tree: above }) => mergeTrees(below, above), {});
  const parsed = parseConfig(tree);
  const originOf = (keys: readonly string[]) => originIn(layers, keys);
  const wrong = [...('issues' in parsed ? parsed.issues : []), ...modelIssues(radioPartsOf(tree))];
  issues.push(...wrong.flatMap((issue) => describe(issue, tree, originOf)));
  if (issues.length > 0 || 'issues' in parsed) {
    issues.push(...check({ tree, originOf: (path) => originOf(keysOf(path)) }));
    return { issues: bounded(once(inOrderOfLines(issues, found.files))) };
  }
  return {
    config: parsed.config,
    originOf: (path) => originOf(keysOf(path)),
    files: found.files,
    warnings: [...read.flatMap((file) => file.warnings), ...unknownVariables(input.variables)],
  };
}

function filesOf({
  file,
  variables,
}: LoadInput): { files: readonly string[] } | { issues: readonly LocatedIssue[] } {
  const asked = file ?? nonEmpty(variables[fileVariable]);
  const present = asked === undefined ? defaultFiles.filter((name) => existsSync(name)) : [asked];
  if (present.length > 1) {
    const message = `there is ${present.slice(1).join(' and ')} beside it; allowed: one of them, or --config`;
    return { issues: [{ origin: { kind: 'file', name: present.join(', ') }, message }] };
  }
  const overlay = nonEmpty(variables[overlayVariable]);
  return { files: overlay === undefined ? present : [...present, overlay] };
}

/** The files that a configuration may come from, even if they do not exist. */
export function candidateFiles({ file, variables }: LoadInput): readonly string[] {
  const asked = file ?? nonEmpty(variables[fileVariable]);
  const overlay = nonEmpty(variables[overlayVariable]);
  return [...(asked === undefined ? defaultFiles : [asked]), ...(overlay === undefined ? [] : [overlay])];
}

/** Locates an issue by its key or the nearest above. */
function describe(
  issue: Issue,
  tree: ConfigTree,
  originOf: (keys: readonly string[]) => Origin,
): readonly LocatedIssue[] {
  const path = issue.path.map(String);
  if (issue.unknownKeys !== undefined) {
    return issue.unknownKeys.map((key, index) => {
      // One key more than are reported gets a short message, for the count.
      if (index > maxLocated) return { origin: builtIn, message: String(index) };
      const keys = [...path, key];
      const origin = originOf(keys);
      const message = unknownKey(keys, valueAt(tree, keys), namedAs(origin.older?.name));
      return { origin, message, key: keys.join('.') };
    });
  }
  if (issue.file !== undefined)
    return [{ origin: { kind: 'file', name: issue.file }, message: issue.message, key: path.join('.') }];
  const keys = [...path];
  let origin = originOf(keys);
  while (origin.kind === 'default' && keys.length > 1) {
    keys.pop();
    origin = originOf(keys);
  }
  return [{ origin, message: messageOf(path, keys, issue.message, origin), key: path.join('.') }];
}

const namedAs = (named: string | undefined) => (named === undefined ? {} : { named });

/** @param found the keys whose place was found: the path, or a part of it */
function messageOf(
  path: readonly string[],
  found: readonly string[],
  message: string,
  { name, kind, older }: Origin,
): string {
  // Below a variable there are no keys that a user wrote.
  const below = kind === 'file' ? path.slice(found.length) : [];
  const key = older === undefined ? path.join('.') : [older.name, ...below].join('.');
  const prefix = key === name ? '' : `${key}: `;
  if (older === undefined) return `${prefix}${message}`;
  if (older.allowed !== undefined)
    return `${prefix}${valueExcerpt(older.value)}: is not allowed; allowed: ${older.allowed}`;
  // A number that was converted to a text is shown as it was written.
  const converted = `${valueExcerpt(String(older.value))}: `;
  const isConverted = typeof older.value === 'number' && message.startsWith(converted);
  return `${prefix}${isConverted ? `${valueExcerpt(older.value)}: ${message.slice(converted.length)}` : message}`;
}

/** Variables of the commands that control a simulator. */
const clientVariables = ['SILVUS_MOCK_CONTROL_URL', 'SILVUS_MOCK_URL', 'SILVUS_MOCK_PASSWORD'];

/** Unknown variables with our prefix, except those that Kubernetes creates for a service. */
function unknownVariables(variables: LoadInput['variables']): readonly string[] {
  const known = [
    ...settings.map(variableOf),
    ...olderVariables.map(({ name }) => name),
    fileVariable,
    ...clientVariables,
  ];
  return Object.keys(variables)
    .filter((name) => name.startsWith('SILVUS_MOCK_') && !known.includes(name))
    .filter((name) => !/^SILVUS_MOCK_(SERVICE_.*|PORT|PORT_\d+_.*)$/.test(name))
    .map(
      (name) =>
        `${excerpt(name)} is no setting; the nearest is ${closest(name.slice(0, maxCompared), known)}`,
    );
}
