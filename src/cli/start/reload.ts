import type { Config } from '../../config/schema.js';
import type { ConfigSource } from '../../config/source.js';
import { type LoadedConfig, candidateFiles } from '../../config/load.js';
import { SilvusMockError } from '../../core/errors.js';
import type { Logger } from '../../core/log/logger.js';
import type { RunSimulator } from './create-simulator.js';
import { inputOf, loadForStart } from '../configuration.js';
import type { Flags } from '../flags.js';

/**
 * A source that reads the flags, variables and files of a command again.
 * @param ofFiles the configuration without the methods of the module
 * @param loaded the configuration with them
 */
export function configSource(flags: Flags, ofFiles: LoadedConfig, loaded: LoadedConfig): ConfigSource {
  const { methodsFile } = loaded.config;
  const ofModule = loaded.config.methods.slice(ofFiles.config.methods.length);
  const read = () => {
    const again = loadForStart(flags);
    if ('issues' in again || again.config.methodsFile !== methodsFile) return again;
    // Node.js caches modules: the methods of the module stay as loaded at the start.
    return { ...again, config: { ...again.config, methods: [...again.config.methods, ...ofModule] } };
  };
  return { read };
}

/** Files that a configuration is read from if they exist. */
export function configFiles(flags: Flags): readonly string[] {
  return candidateFiles(inputOf(flags));
}

/** As {@link configFiles}, with the model and scenario files that the configuration names. */
export function watchedFiles(flags: Flags, { model, scenario }: Config): readonly string[] {
  const named = [model, scenario].filter((each) => typeof each === 'string');
  return [...configFiles(flags), ...named.filter((name) => /[/]|\.(json|ya?ml)$/.test(name))];
}

/** Reloads the configuration. Never rejects: the simulator logs the result. */
export async function reload(mock: RunSimulator, logger: Logger): Promise<void> {
  try {
    const { warnings } = await mock.reload();
    for (const warning of warnings) logger.warn({}, warning);
  } catch (error) {
    if (!(error instanceof SilvusMockError)) logger.error({ err: error }, 'reload failed');
  }
}
