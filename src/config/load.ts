import { existsSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import { readConfigFile } from './config-file.js';
import type { Issue } from '../documents/issue.js';
import type { Layer } from './layer.js';
import { type LocatedIssue, type Origin, issueLine } from '../documents/located-issue.js';
import { modelIssues } from './model-builder.js';
import { allowedFor, olderVariables } from './older/older-names.js';
import { type Config, parseConfig, radioPartsOf } from './schema.js';
import { settings, valueOf, variableOf } from './settings.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import { type ConfigTree, keysOf, merged, valueAt, withValue } from '../documents/tree.js';
import { unknownKey } from './unknown-key.js';

/** What a configuration is loaded from. */
export interface LoadInput {
  /** Flags by name: `--queue-capacity`. */
  readonly flags: ReadonlyMap<string, string>;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The file that was asked for; default: `silvus-mock.yaml`, `.yml` or `.json` in the working folder. */
  readonly file?: string;
}

/** A configuration that has been loaded and checked. */
export interface LoadedConfig {
  readonly config: Config;
  /** Where the value at a path came from. */
  readonly originOf: (path: string) => Origin;
  /** The files that were read. */
  readonly files: readonly string[];
  /** What looks wrong but does no harm: variables that are none of ours. */
  readonly warnings: readonly string[];
}

/** Files that are read from the working folder if none is asked for. */
export const defaultFiles = ['silvus-mock.yaml', 'silvus-mock.yml', 'silvus-mock.json'] as const;

const fileVariable = 'SILVUS_MOCK_CONFIG';
const overlayVariable = 'CBTIMING_CONFIG';

/** Loads a configuration: flags over variables over files over defaults; or all that is wrong with it. */
export function loadConfig(input: LoadInput): LoadedConfig | { readonly issues: readonly LocatedIssue[] } {
  const found = filesOf(input);
  if ('issues' in found) return found;
  const read = found.files.map(readConfigFile);
  const issues: LocatedIssue[] = [...read.flatMap((file) => file.issues), ...twiceSet(input.variables)];
  const layers = [...read.map(({ layer }) => layer), variableLayer(input.variables), flagLayer(input.flags)];
  const tree = layers.reduce((below, { tree: above }) => merged(below, above), {});
  const parsed = parseConfig(tree);
  const originOf = (keys: readonly string[]) => originIn(layers, keys);
  const wrong = [...('issues' in parsed ? parsed.issues : []), ...modelIssues(radioPartsOf(tree))];
  issues.push(...wrong.flatMap((issue) => describe(issue, tree, originOf)));
  if (issues.length > 0 || 'issues' in parsed) return { issues: bounded(once(issues)) };
  return {
    config: parsed.config,
    originOf: (path) => originOf(keysOf(path)),
    files: found.files,
    warnings: [...read.flatMap((file) => file.warnings), ...unknownVariables(input.variables)],
  };
}

/** Two checks may find the same. */
function once(issues: readonly LocatedIssue[]): readonly LocatedIssue[] {
  return [...new Map(issues.map((issue) => [issueLine(issue), issue])).values()];
}

/** More are counted and not told. */
const maxIssues = 100;

function bounded(issues: readonly LocatedIssue[]): readonly LocatedIssue[] {
  const [first] = issues;
  const more = issues.length - maxIssues;
  if (first === undefined || more <= 0) return issues;
  const rest = { origin: { ...first.origin, name: '…' }, message: `and ${more} more` };
  return [...issues.slice(0, maxIssues), rest];
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

/** The files that a configuration may come from, whether they are there or not. */
export function candidateFiles({ file, variables }: LoadInput): readonly string[] {
  const asked = file ?? nonEmpty(variables[fileVariable]);
  const overlay = nonEmpty(variables[overlayVariable]);
  return [...(asked === undefined ? defaultFiles : [asked]), ...(overlay === undefined ? [] : [overlay])];
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text);

function variableLayer(variables: LoadInput['variables']): Layer {
  const rows: Row[] = [];
  for (const variable of olderVariables) {
    const { name, path, convert } = variable;
    const value = nonEmpty(variables[name]);
    if (value === undefined) continue;
    const older = { name, value, allowed: allowedFor(variable) };
    rows.push([path, convert(value), { kind: 'variable', name, older }]);
  }
  for (const setting of settings) {
    const name = variableOf(setting);
    const text = nonEmpty(variables[name]);
    if (text !== undefined)
      rows.push([setting.path, valueOf(setting.kind, text), { kind: 'variable', name }]);
  }
  return layerOf(rows);
}

/** Variables of the older mock beside ours for the same setting. */
function twiceSet(variables: LoadInput['variables']): readonly LocatedIssue[] {
  return olderVariables.flatMap(({ name, path }) => {
    const setting = settings.find((each) => each.path === path);
    if (setting === undefined || nonEmpty(variables[name]) === undefined) return [];
    const ours = variableOf(setting);
    if (nonEmpty(variables[ours]) === undefined) return [];
    const origin: Origin = { kind: 'variable', name };
    return [{ origin, message: `${ours} is set too; only one of the two is allowed` }];
  });
}

function flagLayer(flags: LoadInput['flags']): Layer {
  const rows: Row[] = [];
  for (const { path, flag: name, kind } of settings) {
    const text = flags.get(name);
    if (text !== undefined) rows.push([path, valueOf(kind, text), { kind: 'flag', name }]);
  }
  return layerOf(rows);
}

type Row = readonly [path: string, value: unknown, origin: Origin];

function layerOf(rows: readonly Row[]): Layer {
  const origins = new Map(rows.map(([path, , origin]) => [path, origin]));
  const tree = rows.reduce<ConfigTree>((below, [path, value]) => withValue(below, path, value), {});
  return { tree, originOf: (keys) => origins.get(keys.join('.')) ?? builtIn };
}

const builtIn: Origin = { kind: 'default', name: 'default' };

/** The topmost layer that has a value there. */
function originIn(layers: readonly Layer[], keys: readonly string[]): Origin {
  const layer = layers.findLast(({ tree }) => valueAt(tree, keys) !== undefined);
  return layer?.originOf(keys) ?? builtIn;
}

/** Says where an issue stands, by its own key or the nearest above. */
function describe(
  issue: Issue,
  tree: ConfigTree,
  originOf: (keys: readonly string[]) => Origin,
): readonly LocatedIssue[] {
  const path = issue.path.map(String);
  if (issue.unknownKeys !== undefined) {
    return issue.unknownKeys.map((key, index) => {
      // A key more than are told is described all the same, so that the count goes on.
      if (index > maxIssues) return { origin: builtIn, message: String(index) };
      const keys = [...path, key];
      const origin = originOf(keys);
      const message = unknownKey(keys, valueAt(tree, keys), origin.older?.name);
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

/** `found`: the keys whose place was found, the path's own or some above. */
function messageOf(
  path: readonly string[],
  found: readonly string[],
  message: string,
  { name, kind, older }: Origin,
): string {
  // A variable's value has no keys below that a user wrote.
  const below = kind === 'file' ? path.slice(found.length) : [];
  const key = older === undefined ? path.join('.') : [older.name, ...below].join('.');
  const prefix = key === name ? '' : `${key}: `;
  if (older === undefined) return `${prefix}${message}`;
  if (older.allowed !== undefined)
    return `${prefix}${valueExcerpt(older.value)}: is not allowed; allowed: ${older.allowed}`;
  // A number that was made a text is shown as it was written.
  const converted = `${valueExcerpt(String(older.value))}: `;
  const isConverted = typeof older.value === 'number' && message.startsWith(converted);
  return `${prefix}${isConverted ? `${valueExcerpt(older.value)}: ${message.slice(converted.length)}` : message}`;
}

/** What the commands that drive a simulator read. */
const clientVariables = ['SILVUS_MOCK_CONTROL_URL'];

/** Variables with our prefix that are none of ours; those that Kubernetes makes for a service are let be. */
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
    .map((name) => `${excerpt(name)} is no setting; the nearest is ${closest(name.slice(0, 256), known)}`);
}
