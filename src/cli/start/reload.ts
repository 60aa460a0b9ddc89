import type { Config } from '../../config/schema.js';
import type { ConfigSource } from '../../config/source.js';
import { type LoadedConfig, candidateFiles, loadConfig } from '../../config/load.js';
import { SilvusMockError } from '../../core/errors.js';
import type { Logger } from '../../core/log/logger.js';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { inputOf } from '../configuration.js';
import type { Flags } from '../flags.js';

/**
 * The flags, variables and files of a command, to be read again.
 * @param loaded what they said, with the methods of a module
 */
export function sourceOf(flags: Flags, ofFiles: LoadedConfig, loaded: LoadedConfig): ConfigSource {
  const { methodsFile } = loaded.config;
  const ofModule = loaded.config.methods.slice(ofFiles.config.methods.length);
  const read = () => {
    const again = loadConfig(inputOf(flags));
    if ('issues' in again || again.config.methodsFile !== methodsFile) return again;
    // A module is code: it is loaded once.
    return { ...again, config: { ...again.config, methods: [...again.config.methods, ...ofModule] } };
  };
  return { read };
}

/** Files that a configuration comes from, or may come from. */
export function filesOf(flags: Flags): readonly string[] {
  return candidateFiles(inputOf(flags));
}

/** As {@link filesOf}, with those that the configuration names. */
export function watchedFiles(flags: Flags, { model, scenario }: Config): readonly string[] {
  const named = [model, scenario].filter((each) => typeof each === 'string');
  return [...filesOf(flags), ...named.filter((name) => /[/]|\.(json|ya?ml)$/.test(name))];
}

/** Has a simulator read its configuration again; the simulator itself logs how that went. Never rejects. */
export async function reload(mock: SilvusMock, logger: Logger): Promise<void> {
  try {
    const { warnings } = await mock.reload();
    for (const warning of warnings) logger.warn({}, warning);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) logger.error({ err: fault }, 'the reload failed');
  }
}
