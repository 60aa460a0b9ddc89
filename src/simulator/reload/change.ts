import { ConfigurationError } from '../../config/configuration-error.js';
import { type SettingChange, differenceOf } from '../../config/difference.js';
import { inForce } from '../../config/live-settings.js';
import type { LoadedConfig } from '../../config/load.js';
import { type ProgramSettings, loadSettings, mergeSettings } from '../../config/program-settings.js';
import {
  type Configuration,
  hasOtherContent,
  resolve,
  resolveWithPlaces,
  withSettings,
} from '../../config/resolve.js';
import { allPaths } from '../../config/settings/settings.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import type { LocatedIssue, Origin } from '../../documents/located-issue.js';
import { isTree } from '../../documents/tree.js';
import { applyAll } from './apply.js';
import { type Owners, stepsOf } from './steps.js';

/** A valid configuration that may replace the one in force. */
export interface Change {
  /** As it was asked for, settings that need a restart included. */
  readonly next: Configuration;
  /** In force once the change is applied. */
  readonly inForce: Configuration;
  /** All settings of a program so far. */
  readonly settings: ProgramSettings;
  /** Settings that a running simulator applies. */
  readonly changed: readonly SettingChange[];
  readonly needsRestart: readonly SettingChange[];
}

/** The state before a change. */
interface Present {
  readonly configuration: Configuration;
  /** Of a program. */
  readonly settings: ProgramSettings;
}

/** The change to what the source says now. Throws `ConfigurationError` with all that is wrong. */
export function changeFrom(source: ConfigSource, present: Present): Change {
  const before = present.configuration.loaded.files;
  const read = source.read();
  if ('issues' in read) throw new ConfigurationError(read.issues);
  // Without its file all would be as by default, which nobody who moves a file asks for.
  const gone = read.files.length < before.length ? before.filter((file) => !read.files.includes(file)) : [];
  if (gone.length > 0) throw new ConfigurationError(gone.map(goneIssue));
  return changeTo(resolveWithPlaces(read), present.settings, present);
}

const goneIssue = (name: string): LocatedIssue => ({
  origin: { kind: 'file', name },
  message: 'is gone; allowed: a restart, or the file',
});

/** The change to settings of a program, added to those before. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function changeBy(settings: ProgramSettings, present: Present): Change {
  if (!isTree(settings))
    throw new SilvusMockError('OPTION_INVALID', 'reload: allowed is an object with settings');
  const fixed = ['methods', 'methodsFile'].find((key) => key in settings);
  if (fixed !== undefined) {
    const message = `${fixed}: can't change while it runs; allowed: in a simulator that is made anew`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const merged = mergeSettings(present.settings, settings);
  const loaded = loadSettings(merged);
  const { methods } = present.configuration.config;
  return changeTo(resolve({ ...loaded, config: { ...loaded.config, methods } }), merged, present);
}

function changeTo(next: Configuration, settings: ProgramSettings, { configuration }: Present): Change {
  const changes = differenceOf(configuration.loaded.config, next.loaded.config, (path) =>
    hasOtherContent(path, configuration, next),
  );
  const of = (takes: SettingChange['takes']) => changes.filter((each) => each.takes === takes);
  const [changed, needsRestart] = [of('live'), of('restart')];
  const loaded = loadedInForce(next.loaded, configuration.loaded, needsRestart);
  return { next, inForce: withSettings(configuration, loaded), settings, changed, needsRestart };
}

/** Has the owners apply a change, all or none. */
export async function apply({ changed, inForce }: Change, before: Configuration, owners: Owners) {
  if (changed.length === 0) return { done: true } as const;
  return applyAll(stepsOf(changed, before.config, inForce.config, owners));
}

/** Where a value stays until a restart, its origin stays too. */
function loadedInForce(
  next: LoadedConfig,
  before: LoadedConfig,
  needsRestart: readonly SettingChange[],
): LoadedConfig {
  const stays = new Set(needsRestart.map(({ path }) => path));
  const origins = new Map(allPaths.map((path) => [path, (stays.has(path) ? before : next).originOf(path)]));
  return { ...next, config: inForce(next.config, before.config), originOf: foundIn(origins, next) };
}

/** A function of its own: made above it would keep the configuration before alive, reload by reload. */
function foundIn(origins: ReadonlyMap<string, Origin>, { originOf }: LoadedConfig): LoadedConfig['originOf'] {
  return (path) => origins.get(path) ?? originOf(path);
}
