import { SilvusMockError } from '../core/errors.js';
import { deepFreeze } from '../core/freeze.js';
import type { DurationInput } from '../core/time/duration.js';
import type { Issue } from '../documents/issue.js';
import type { Origin } from '../documents/located-issue.js';
import { type ConfigTree, isTree, keysOf, valueAt, withValue, withoutValue } from '../documents/tree.js';
import type { LoadedConfig } from './load.js';
import { type Config, type ConfigInput, parseConfig } from './schema.js';
import { renamedSettings, sections } from './settings/settings.js';
import { unknownKey } from './unknown-key.js';

/** Settings as a program gives them; custom methods are not among them. */
export interface ProgramSettings extends Omit<
  ConfigInput,
  'log' | 'methods' | 'methodsFile' | 'timing' | 'network' | 'radios' | 'alone'
> {
  /** Blackout durations. */
  readonly timing?:
    | (NonNullable<ConfigInput['timing']> & {
        /**
         * Blackout of a reboot.
         * @deprecated use `reboot`
         */
        readonly reset?: DurationInput | undefined;
      })
    | undefined;
}

/** Settings that the command alone has, with what a program has in their place. */
const ofCommand: Readonly<Record<string, string>> = {
  log: 'a logger, when a simulator is made',
  network: 'startNetwork({ network })',
  radios: 'startNetwork({ network })',
  alone: 'a simulator without it; only startNetwork makes neighbours',
};

/** The configuration without any settings, as most tests have it. Made when it is first needed. */
let defaults: Config | undefined;

/**
 * Checks the settings of a program. Throws `OPTION_INVALID` with all that is wrong.
 * @param more names that are allowed beside the settings, for messages
 */
export function loadSettings(settings: ProgramSettings, more: readonly string[] = []): LoadedConfig {
  const tree = withPresentNames(settings);
  return {
    config: configOf(tree, more),
    originOf: (path) => originOf(tree, path),
    files: [],
    warnings: [],
  };
}

/**
 * Adds settings to those of a program: the keys of a section are mergeTrees, all else is replaced, a model too.
 * Throws `OPTION_INVALID` for a setting that is given under two names.
 */
export function mergeSettings(before: ProgramSettings, settings: ProgramSettings): ProgramSettings {
  const tree = withPresentNames(before);
  const mergeTrees = Object.entries(withPresentNames(settings)).map(([key, value]): [string, unknown] => {
    const under = tree[key];
    const isSection = sections.includes(key) && isTree(under) && isTree(value);
    return [key, isSection ? { ...under, ...value } : value];
  });
  return { ...tree, ...Object.fromEntries(mergeTrees) };
}

/** The older names of settings, with the keys of their paths. */
const olderNames = renamedSettings.map(({ path, olderPath }) => ({
  path,
  olderPath,
  olderKeys: keysOf(olderPath),
}));

/** Moves values from older names of settings to the present ones. */
function withPresentNames(settings: ProgramSettings): ConfigTree {
  return olderNames.reduce<ConfigTree>(
    (tree, { path, olderPath, olderKeys }) => {
      const value = valueAt(tree, olderKeys);
      if (value === undefined) return tree;
      if (valueAt(tree, path) === undefined) return withValue(withoutValue(tree, olderPath), path, value);
      const message = `${olderPath}: ${path} is set too; only one of the two is allowed`;
      throw new SilvusMockError('OPTION_INVALID', message);
    },
    { ...settings },
  );
}

function configOf(settings: ConfigTree, more: readonly string[]): Config {
  for (const [name, allowed] of Object.entries(ofCommand))
    if (name in settings)
      throw new SilvusMockError('OPTION_INVALID', `${name}: is for the command; allowed: ${allowed}`);
  if (Object.keys(settings).length > 0) return parsed(settings, more);
  defaults ??= deepFreeze(parsed({}, []));
  return defaults;
}

/** In a program a port is any free one by default, and the control plane is off unless it is asked for. */
function parsed({ http, maintenance, control, ...settings }: ConfigTree, more: readonly string[]): Config {
  const result = parseConfig({
    ...settings,
    http: withPort(http),
    maintenance: withPort(maintenance),
    control: control === undefined ? { enabled: false } : withPort(control),
  });
  if ('config' in result) return result.config;
  throw new SilvusMockError(
    'OPTION_INVALID',
    result.issues.flatMap((issue) => linesOf(issue, more)).join('; '),
  );
}

const withPort = (section: unknown) => {
  if (section === undefined || section === null) return { port: 0 };
  return isTree(section) ? { port: 0, ...section } : section;
};

function linesOf({ path, message, unknownKeys }: Issue, more: readonly string[]): readonly string[] {
  if (unknownKeys === undefined) return [`${path.join('.')}: ${message}`];
  return unknownKeys.map((key) =>
    unknownKey([...path.map(String), key], undefined, { more: path.length === 0 ? more : [] }),
  );
}

function originOf(settings: ConfigTree, path: string): Origin {
  return valueAt(settings, path) === undefined
    ? { kind: 'default', name: 'default' }
    : { kind: 'option', name: 'option' };
}
