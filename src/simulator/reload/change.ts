import { type SettingChange, differenceOf } from '../../config/difference.js';
import { inForce } from '../../config/live-settings.js';
import type { Origin } from '../../documents/located-issue.js';
import type { LoadedConfig } from '../../config/load.js';
import { allPaths } from '../../config/print.js';
import type { Config } from '../../config/schema.js';
import type { ConfigSource } from '../../config/source.js';
import type { ProgramSettings } from '../../config/program-settings.js';
import { applyAll } from './apply.js';
import { type Made, described, describedAtStart, laidOver, readAgain } from './next.js';
import { type Owners, stepsOf } from './steps.js';

/** A configuration that is right and may take the place of the one in force. */
export interface Change {
  readonly loaded: LoadedConfig;
  /** Of a program: all that it has given. */
  readonly settings: ProgramSettings;
  /** What a simulator that runs takes over. */
  readonly changed: readonly SettingChange[];
  readonly needsRestart: readonly SettingChange[];
}

/** What a change is made against. */
export interface Present {
  readonly config: Config;
  readonly settings: ProgramSettings;
  readonly made: Made;
}

/** What the source says now. Throws `ConfigurationError`. */
export function changeFrom(source: ConfigSource, present: Present): Change {
  return changeTo(readAgain(source, present.made), present.settings, present);
}

/** What a program asks for. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function changeBy(settings: ProgramSettings, present: Present): Change {
  const laid = laidOver(present.settings, settings, present.made, present.config.methods);
  return changeTo(laid.loaded, laid.settings, present);
}

function changeTo(loaded: LoadedConfig, settings: ProgramSettings, { config, made }: Present): Change {
  const from = describedAtStart(config, made);
  const changes = differenceOf(from, described(loaded.config, config, made));
  const of = (takes: SettingChange['takes']) => changes.filter((each) => each.takes === takes);
  return { loaded, settings, changed: of('live'), needsRestart: of('restart') };
}

/** Has the owners take it over, all or none. */
export async function apply({ changed, loaded }: Change, before: Config, owners: Owners) {
  if (changed.length === 0) return { done: true } as const;
  return applyAll(stepsOf(changed, before, inForce(loaded.config, before), owners));
}

/** What is in force after it. Where a value stays until a restart, so does the place that it came from. */
export function after({ loaded, needsRestart }: Change, before: LoadedConfig): LoadedConfig {
  const stays = new Set(needsRestart.map(({ path }) => path));
  const origins = new Map(allPaths.map((path) => [path, (stays.has(path) ? before : loaded).originOf(path)]));
  return { ...loaded, config: inForce(loaded.config, before.config), originOf: foundIn(origins, loaded) };
}

/** A function of its own: one made in `after` would hold on to all that was in force before, reload by reload. */
function foundIn(origins: ReadonlyMap<string, Origin>, { originOf }: LoadedConfig): LoadedConfig['originOf'] {
  return (path) => origins.get(path) ?? originOf(path);
}
