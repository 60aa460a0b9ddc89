import type { Issue } from '../documents/issue.js';
import type { Origin } from '../documents/located-issue.js';
import { type Config, type ConfigInput, parseConfig } from './schema.js';
import type { LoadedConfig } from './load.js';
import { sections } from './settings.js';
import { keyExcerpt } from '../core/text.js';
import { type ConfigTree, isTree, valueAt } from '../documents/tree.js';
import { SilvusMockError } from '../core/errors.js';
import { deepFreeze } from '../core/freeze.js';

/** Settings as a program gives them; its methods are no settings. */
export type ProgramSettings = Omit<ConfigInput, 'log' | 'methods' | 'methodsFile'>;

const noLog = 'log: is for the command; allowed: a logger, when a simulator is made';

/** What a program gets that gives no settings; most tests are of this kind. Made when it is first needed. */
let defaults: Config | undefined;

/** Checks the settings of a program. Throws `OPTION_INVALID` with all that is wrong. */
export function loadSettings(settings: ProgramSettings): LoadedConfig {
  return {
    config: configOf(settings),
    originOf: (path) => originOf(settings, path),
    files: [],
    warnings: [],
  };
}

/** Adds settings to those of a program: the keys of a section are merged, all else is replaced, a model too. */
export function mergeSettings(before: ConfigTree, settings: ProgramSettings): ProgramSettings {
  const merged = Object.entries(settings).map(([key, value]): [string, unknown] => {
    const under = before[key];
    const isSection = sections.includes(key) && isTree(under) && isTree(value);
    return [key, isSection ? { ...under, ...value } : value];
  });
  return { ...before, ...Object.fromEntries(merged) };
}

function configOf(settings: ProgramSettings): Config {
  if ('log' in settings) throw new SilvusMockError('OPTION_INVALID', noLog);
  if (Object.keys(settings).length > 0) return parsed(settings);
  defaults ??= deepFreeze(parsed({}));
  return defaults;
}

/** In a program the ports are any that are free, unless it says which, and the control plane is there if it is asked for. */
function parsed({ http, maintenance, control, ...settings }: ProgramSettings): Config {
  const result = parseConfig({
    ...settings,
    http: { port: 0, ...http },
    maintenance: { port: 0, ...maintenance },
    control: control === undefined ? { enabled: false } : { port: 0, ...control },
  });
  if ('config' in result) return result.config;
  throw new SilvusMockError('OPTION_INVALID', result.issues.flatMap(linesOf).join('; '));
}

function linesOf({ path, message, unknownKeys }: Issue): readonly string[] {
  if (unknownKeys === undefined) return [`${path.join('.')}: ${message}`];
  return unknownKeys.map((key) => `${keyExcerpt([...path, key].join('.'))}: is no setting`);
}

function originOf(settings: ProgramSettings, path: string): Origin {
  return valueAt({ ...settings }, path) === undefined
    ? { kind: 'default', name: 'default' }
    : { kind: 'option', name: 'option' };
}
