import { scaledClock } from '../../core/time/clock.js';
import { resolve } from '../../config/resolve.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import { SilvusMock } from '../../library/silvus-mock.js';
import type { Log } from '../log/logger.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { ControlledConfig } from './start-control.js';

/** Makes what a configuration describes; nothing listens yet. What can't be made, such as a scenario, ends with 3. */
export function simulatorOf(
  { loaded, controlRequired }: ControlledConfig,
  log?: Log,
  source?: ConfigSource,
): SilvusMock {
  const clock = scaledClock(loaded.config.timeScale);
  try {
    const configuration = resolve(loaded);
    const parts = { configuration, clock, controlRequired, ...(source === undefined ? {} : { source }) };
    return new SilvusMock(log === undefined ? parts : { ...parts, logger: log.logger, log });
  } catch (fault) {
    if (fault instanceof SilvusMockError) throw new CliError(exitCodes.configuration, fault.message);
    throw fault;
  }
}
