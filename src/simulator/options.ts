import type { Clock } from '../core/time/clock.js';
import type { Configuration } from '../config/resolve.js';
import type { ConfigSource } from '../config/source.js';
import type { CustomMethod } from '../custom-methods/custom-method.js';
import type { Address } from '../net/listen.js';
import type { LogControl } from '../core/log/log-control.js';
import type { Logger } from '../core/log/logger.js';
import type { ProgramSettings } from '../config/program-settings.js';

/** Options of a simulator: every setting of the configuration, and what only a program can give. */
export interface SilvusMockOptions<C extends Clock = Clock> extends ProgramSettings {
  /** Custom methods, beside those of the radio. */
  readonly methods?: readonly CustomMethod[] | undefined;
  /** What device time obeys; default: the machine's clock, `timeScale` times as fast. */
  readonly clock?: C;
  /** Where log lines go; default: nowhere. */
  readonly logger?: Logger;
}

/** What a simulator is made from. */
export interface SimulatorParts<C extends Clock = Clock> {
  readonly configuration: Configuration;
  /** What device time obeys. */
  readonly clock: C;
  readonly logger?: Logger;
  /** What the control plane drives of the log; default: nothing, it is the program's own affair. */
  readonly log?: LogControl;
  /** Whether a control port that can't be opened fails the start (default), or is done without. */
  readonly controlRequired?: boolean;
  /** Reads the configuration again; a program has none. */
  readonly source?: ConfigSource;
  /** The settings of a program, which others can be laid over. */
  readonly settings?: ProgramSettings;
}

/** Where the HTTP port listens. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}
