import { scaledClock } from '../clock.js';
import { SilvusMockError } from '../errors.js';
import { SilvusMock } from '../simulator.js';
import type { Log } from './logger.js';
import { CliError, exitCodes } from './exit-codes.js';
import type { ControlledConfig } from './start-control.js';

/** Makes what a configuration describes; nothing listens yet. What can't be made, such as a scenario, ends with 3. */
export function simulatorOf({ config, controlRequired }: ControlledConfig, log?: Log): SilvusMock {
  const parts = { config, clock: scaledClock(config.timeScale), controlRequired };
  try {
    return new SilvusMock(log === undefined ? parts : { ...parts, logger: log.logger, log });
  } catch (fault) {
    if (fault instanceof SilvusMockError) throw new CliError(exitCodes.configuration, fault.message);
    throw fault;
  }
}
