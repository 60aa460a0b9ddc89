import type { LoadedConfig } from '../../config/load.js';

/** The configuration of a simulator on the command line. */
export interface ControlledConfig {
  readonly loaded: LoadedConfig;
  /** Whether a control port that can't be opened fails the start. */
  readonly controlRequired: boolean;
}

/** Only a control port that was asked for is required: a second simulator starts without one. */
export function withControl(loaded: LoadedConfig): ControlledConfig {
  return { loaded, controlRequired: loaded.originOf('control.port').kind !== 'default' };
}
