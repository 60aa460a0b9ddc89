import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/time/clock.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import type { Described } from '../../config/difference.js';
import type { LocatedIssue } from '../../documents/located-issue.js';
import type { LoadedConfig } from '../../config/load.js';
import { modelOf } from '../../config/models.js';
import type { Config } from '../../config/schema.js';
import { sections } from '../../config/settings.js';
import type { ConfigSource } from '../../config/source.js';
import { type ConfigTree, isTree } from '../../documents/tree.js';
import { scenarioOf } from '../controls/scenario-control.js';
import { Device } from '../../command-path/command-path.js';
import { SilvusMockError } from '../../core/errors.js';
import { type ProgramSettings, configOf, optionOrigin } from '../../config/program-settings.js';
import type { RadioModel } from '../../radio/model.js';
import type { Scenario } from '../../scenario/scenario.js';

/** What a simulator was made from, as far as it stays so while it runs. */
export interface Made {
  readonly model: RadioModel;
  readonly scenario: Scenario | undefined;
  readonly clock: Clock;
}

/** Reads the configuration again. Throws `ConfigurationError` with all that is wrong. */
export function readAgain(source: ConfigSource, made: Made): LoadedConfig {
  const before = source.loaded.files;
  const read = source.read();
  if ('issues' in read) throw new ConfigurationError(read.issues);
  // Without it all would be as by default, which nobody who moves a file asks for.
  const gone = read.files.length < before.length ? before.filter((file) => !read.files.includes(file)) : [];
  if (gone.length > 0) throw new ConfigurationError(gone.map(goneFault));
  try {
    check(read.config, made);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    const key = fault.code === 'MODEL_INVALID' ? 'model' : 'scenario';
    const origin = read.originOf(key);
    throw new ConfigurationError(fault.message.split('\n').map((message) => ({ origin, message, key })));
  }
  return read;
}

const goneFault = (name: string): LocatedIssue => ({
  origin: { kind: 'file', name },
  message: 'is gone; allowed: a restart, or the file',
});

/** Lays settings of a program over those that it has given before. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function laidOver(
  before: ProgramSettings,
  settings: ProgramSettings,
  made: Made,
  methods: Config['methods'],
): Laid {
  if (!isTree(settings))
    throw new SilvusMockError('OPTION_INVALID', 'reload: allowed is an object with settings');
  const both: ProgramSettings = { ...before, ...Object.fromEntries(branches(before, settings)) };
  const fixed = ['methods', 'methodsFile'].find((key) => key in settings);
  if (fixed !== undefined) {
    const message = `${fixed}: can't change while it runs; allowed: in a simulator that is made anew`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const config = { ...configOf(both), methods };
  check(config, made);
  const originOf = (path: string) => optionOrigin(both, path);
  return { settings: both, loaded: { config, originOf, files: [], warnings: [] } };
}

/** What a program has asked for. */
export interface Laid {
  readonly settings: ProgramSettings;
  readonly loaded: LoadedConfig;
}

/** Branches of settings are merged, all else is replaced: a model is no branch. */
function branches(before: ConfigTree, settings: ConfigTree): readonly (readonly [string, unknown])[] {
  return Object.entries(settings).map(([key, value]) => {
    const under = before[key];
    const isBranch = sections.includes(key) && isTree(under) && isTree(value);
    return [key, isBranch ? { ...under, ...value } : value];
  });
}

/** What a start would refuse is refused. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
function check(config: Config, { clock }: Made): void {
  if (config.scenario === undefined) {
    modelOf(config);
    return;
  }
  const scenario = scenarioOf(config.scenario);
  const ignored = () => undefined;
  const listener = {
    onCommand: ignored,
    onAnswered: ignored,
    onFault: ignored,
    onScenario: ignored,
    onDropped: ignored,
    onDark: ignored,
    onWorkerDied: ignored,
    onFlashWarning: ignored,
    onUnwrittenFlash: ignored,
    onOnline: () => Promise.resolve(),
  };
  new Device(config, 0, { device: clock, real: clock }, listener).scenario.check(scenario);
}

/** What is in force, with what stands behind its names. */
export const describedAtStart = (config: Config, { model, scenario }: Made): Described => ({
  config,
  contents: { model, scenario: typeof config.scenario === 'string' ? scenario : undefined },
});

/** A configuration with what stands behind its names, to be compared with what the simulator was made from. */
export function described(config: Config, before: Config, { model }: Made): Described {
  const scenario = typeof config.scenario === 'string' ? scenarioOf(config.scenario) : undefined;
  return { config, contents: { model: modelBehind(config, before, model), scenario } };
}

/** The model under the limits that are in force, so that nothing but itself makes it another. */
function modelBehind(config: Config, before: Config, model: RadioModel): RadioModel | undefined {
  const { power, frequencyProfiles, frequencyGrid } = before;
  try {
    const built = modelOf({ model: config.model, power, frequencyProfiles, frequencyGrid });
    return isDeepStrictEqual(built, model) ? model : built;
  } catch {
    // It does not go with those limits: it is another.
    return undefined;
  }
}
