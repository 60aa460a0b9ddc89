import { existsSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import { SilvusMockError } from '../errors.js';
import { readConfigFile } from './file.js';
import type { Layer, LoadFault, Origin } from './layer.js';
import { modelOf } from './models.js';
import { allowedFor, olderVariables } from './older-names.js';
import { type Config, type ConfigFault, parseConfig } from './schema.js';
import { settings, valueOf, variableOf } from './settings.js';
import { type ConfigTree, merged, valueAt, withValue } from './tree.js';

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
export function loadConfig(input: LoadInput): LoadedConfig | { readonly faults: readonly LoadFault[] } {
  const found = filesOf(input);
  if ('faults' in found) return found;
  const layers: Layer[] = [];
  const faults: LoadFault[] = [];
  for (const file of found.files) {
    const read = readConfigFile(file);
    faults.push(...read.faults);
    layers.push(read.layer);
  }
  layers.push(variableLayer(input.variables), flagLayer(input.flags));
  const tree = layers.reduce((below, { tree: above }) => merged(below, above), {});
  const parsed = parseConfig(tree);
  const originOf = (path: string) => originIn(layers, path);
  if ('faults' in parsed) faults.push(...parsed.faults.flatMap((fault) => describe(fault, originOf)));
  else faults.push(...modelFaults(parsed.config, originOf));
  if (faults.length > 0 || 'faults' in parsed) return { faults };
  return {
    config: parsed.config,
    originOf,
    files: found.files,
    warnings: unknownVariables(input.variables),
  };
}

function filesOf({
  file,
  variables,
}: LoadInput): { files: readonly string[] } | { faults: readonly LoadFault[] } {
  const asked = file ?? nonEmpty(variables[fileVariable]);
  const present = asked === undefined ? defaultFiles.filter((name) => existsSync(name)) : [asked];
  if (present.length > 1) {
    const message = `there is ${present.slice(1).join(' and ')} beside it; allowed: one of them, or --config`;
    return { faults: [{ origin: { kind: 'file', name: present.join(', ') }, message }] };
  }
  const overlay = nonEmpty(variables[overlayVariable]);
  return { files: overlay === undefined ? present : [...present, overlay] };
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
  return { tree, originOf: (path) => origins.get(path) ?? builtIn };
}

const builtIn: Origin = { kind: 'default', name: 'default' };

/** The topmost layer that has a value there. */
function originIn(layers: readonly Layer[], path: string): Origin {
  const layer = layers.findLast(({ tree }) => valueAt(tree, path) !== undefined);
  return layer?.originOf(path) ?? builtIn;
}

/** A model that does not exist, or does not fit the limits and profiles that were set. */
function modelFaults(config: Config, originOf: (path: string) => Origin): readonly LoadFault[] {
  try {
    modelOf(config);
    return [];
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    const path = ['frequencyProfiles', 'power.minDbm', 'power.maxDbm', 'model'].find(
      (each) => originOf(each).kind !== 'default',
    );
    return [{ origin: originOf(path ?? 'model'), message: fault.message }];
  }
}

/** The keys that a branch has. */
function keysAt(path: string): string[] {
  const prefix = path === '' ? '' : `${path}.`;
  const below = [...settings.map((each) => each.path), 'frequencyProfiles'].filter((each) =>
    each.startsWith(prefix),
  );
  return [...new Set(below.map((each) => each.slice(prefix.length).split('.')[0] ?? ''))];
}

/** Says where a fault stands, by its own key or the nearest above. */
function describe(fault: ConfigFault, originOf: (path: string) => Origin): readonly LoadFault[] {
  const at = (keys: readonly PropertyKey[]) => keys.map(String).join('.');
  if (fault.unknownKeys !== undefined) {
    return fault.unknownKeys.map((key) => {
      const path = at([...fault.path, key]);
      const known = keysAt(at(fault.path));
      const hint = known.length === 0 ? '' : `; the nearest is "${at([...fault.path, closest(key, known)])}"`;
      return { origin: originOf(path), message: `${path}: is no setting${hint}` };
    });
  }
  const keys = [...fault.path];
  let origin = originOf(at(keys));
  while (origin.kind === 'default' && keys.length > 1) {
    keys.pop();
    origin = originOf(at(keys));
  }
  return [{ origin, message: messageOf(at(fault.path), fault.message, origin) }];
}

function messageOf(path: string, message: string, { name, older }: Origin): string {
  const key = older?.name ?? path;
  const prefix = key === name ? '' : `${key}: `;
  if (older?.allowed === undefined) return `${prefix}${message}`;
  return `${prefix}${JSON.stringify(older.value)}: is not allowed; allowed: ${older.allowed}`;
}

/** Variables with our prefix that are none of ours; those that Kubernetes makes for a service are let be. */
function unknownVariables(variables: LoadInput['variables']): readonly string[] {
  const known = [...settings.map(variableOf), ...olderVariables.map(({ name }) => name), fileVariable];
  return Object.keys(variables)
    .filter((name) => name.startsWith('SILVUS_MOCK_') && !known.includes(name))
    .filter((name) => !/^SILVUS_MOCK_(SERVICE_.*|PORT|PORT_\d+_.*)$/.test(name))
    .map((name) => `${name} is no setting; the nearest is ${closest(name, known)}`);
}
