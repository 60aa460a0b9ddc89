import type { LoadedConfig } from '../../config/load.js';
import type { Config } from '../../config/schema.js';

/** What a simulator on the command line is made from, as far as the control plane goes. */
export interface ControlledConfig {
  readonly config: Config;
  /** Whether a control port that can't be opened fails the start. */
  readonly controlRequired: boolean;
}

/** Only a control port that was asked for is insisted on: a second simulator starts without. */
export function withControl({ config, originOf }: LoadedConfig): ControlledConfig {
  return { config, controlRequired: originOf('control.port').kind !== 'default' };
}
