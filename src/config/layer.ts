import type { LocatedIssue, Origin } from '../documents/located-issue.js';
import { valueExcerpt } from '../core/text.js';
import { type ConfigTree, valueAt, withValue } from '../documents/tree.js';
import { allowedFor, olderVariables } from './older/older-names.js';
import {
  openPortSettings,
  portSettings,
  renamedSettings,
  settings,
  valueOf,
  variableOf,
} from './settings/settings.js';

/** Flags and variables of a command. */
export interface CommandInput {
  /** Flags by name: `--queue-capacity`. */
  readonly flags: ReadonlyMap<string, string>;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Settings from one source: values by their paths, and the place of each in the source. */
export interface Layer {
  readonly tree: ConfigTree;
  /** Source of the value at these keys; a path with no entry of its own has that of the nearest above or below. */
  originOf(keys: readonly string[]): Origin;
}

/** Origin of a value that no source gives. */
export const builtIn: Origin = { kind: 'default', name: 'default' };

/** Origin of the value at these keys: the topmost layer that has one. */
export function originIn(layers: readonly Layer[], keys: readonly string[]): Origin {
  const layer = layers.findLast(({ tree }) => valueAt(tree, keys) !== undefined);
  return layer?.originOf(keys) ?? builtIn;
}

/** An empty variable is as good as none. */
export const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text);

/** The settings that variables give. */
export function variableLayer(variables: CommandInput['variables']): Layer {
  const given: Given[] = [];
  for (const variable of olderVariables) {
    const { name, path, convert } = variable;
    const value = nonEmpty(variables[name]);
    if (value === undefined) continue;
    const older = { name, value, allowed: allowedFor(variable) };
    given.push([path, convert(value), { kind: 'variable', name, older }]);
  }
  for (const setting of settings) {
    const name = variableOf(setting);
    const text = nonEmpty(variables[name]);
    if (text !== undefined)
      given.push([setting.path, valueOf(setting.kind, text), { kind: 'variable', name }]);
  }
  return layerOf(given);
}

/** Flag that stands for all ports: any that are free. */
const allPortsFlag = '--port';

/**
 * An issue for another value of `--port` than 0. There is no variable of this name: Kubernetes sets
 * SILVUS_MOCK_PORT for a service.
 */
export function allPortsIssues({ flags }: CommandInput): readonly LocatedIssue[] {
  const text = flags.get(allPortsFlag);
  if (text === undefined || text === '0') return [];
  const one = portSettings.map(({ flag }) => flag).join(', ');
  const message = `${valueExcerpt(text)}: is not allowed; allowed: 0 (all ports: any that are free); for one port: ${one}`;
  return [{ origin: { kind: 'flag', name: allPortsFlag }, message }];
}

/**
 * The settings that flags give.
 * @param below the layers that it overrides
 */
export function flagLayer(flags: CommandInput['flags'], below: readonly Layer[]): Layer {
  const given: Given[] = [];
  // Before the others, which override it.
  if (flags.get(allPortsFlag) === '0') {
    const isOn = ({ path }: { readonly path: string }) =>
      below.some(({ tree }) => valueAt(tree, path) !== undefined);
    const ports = portSettings.filter((port) => openPortSettings.includes(port) || isOn(port));
    given.push(...ports.map(({ path }): Given => [path, 0, { kind: 'flag', name: allPortsFlag }]));
  }
  for (const { path, flag: name, kind } of settings) {
    const text = flags.get(name);
    if (text !== undefined) given.push([path, valueOf(kind, text), { kind: 'flag', name }]);
  }
  for (const { path, flag: name, kind } of renamedSettings) {
    const value = flags.get(name);
    const older = { name, value, allowed: undefined };
    if (value !== undefined) given.push([path, valueOf(kind, value), { kind: 'flag', name, older }]);
  }
  return layerOf(given);
}

/** Older variables and flags beside the present ones of the same setting. */
export function settingsGivenTwice({ variables, flags }: CommandInput): readonly LocatedIssue[] {
  const given = (name: string) => nonEmpty(variables[name]) !== undefined;
  const settingAt = (path: string) => settings.filter((each) => each.path === path);
  return [
    ...olderVariables
      .filter(({ name }) => given(name))
      .flatMap(({ name, path }) =>
        settingAt(path)
          .map(variableOf)
          .filter(given)
          .map((present) => givenTwice({ kind: 'variable', name }, present)),
      ),
    ...renamedSettings
      .filter(({ flag }) => flags.has(flag))
      .flatMap(({ flag: name, path }) =>
        settingAt(path)
          .filter(({ flag }) => flags.has(flag))
          .map(({ flag }) => givenTwice({ kind: 'flag', name }, flag)),
      ),
  ];
}

const givenTwice = (origin: Origin, present: string): LocatedIssue => ({
  origin,
  message: `${present} is set too; only one of the two is allowed`,
});

type Given = readonly [path: string, value: unknown, origin: Origin];

function layerOf(given: readonly Given[]): Layer {
  const origins = new Map(given.map(([path, , origin]) => [path, origin]));
  const tree = given.reduce<ConfigTree>((below, [path, value]) => withValue(below, path, value), {});
  return { tree, originOf: (keys) => origins.get(keys.join('.')) ?? builtIn };
}
