import type { LoadedConfig } from '../../config/load.js';
import { resolve } from '../../config/resolve.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import { clockOf } from '../../simulator/clock-of.js';
import { SilvusMock } from '../../library/silvus-mock.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Log } from '../log/logger.js';

/**
 * Creates a simulator that does not listen yet. Throws a `CliError` with exit code 3 for issues that appear only
 * here, such as those of a scenario.
 */
export function createSimulator(
  loaded: LoadedConfig,
  log?: Log,
  source?: ConfigSource,
  onClosing?: () => void,
): SilvusMock {
  const clock = clockOf(loaded.config);
  try {
    const configuration = resolve(loaded);
    const parts = {
      configuration,
      clock,
      closesOnRequest: true,
      ...(source === undefined ? {} : { source }),
      ...(onClosing === undefined ? {} : { onClosing }),
    };
    return new SilvusMock(log === undefined ? parts : { ...parts, logger: log.logger, log });
  } catch (error) {
    if (error instanceof SilvusMockError) throw new CliError(exitCodes.configuration, error.message);
    throw error;
  }
}
