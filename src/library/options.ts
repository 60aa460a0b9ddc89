import type { ProgramSettings } from '../config/program-settings.js';
import type { Configuration } from '../config/resolve.js';
import type { Config } from '../config/schema.js';
import type { ConfigSource } from '../config/source.js';
import type { LogControl } from '../core/log/log-control.js';
import type { Logger } from '../core/log/logger.js';
import type { Clock } from '../core/time/clock.js';
import type { CustomMethod } from '../custom-methods/custom-method.js';
import type { Disk } from '../files/disk.js';
import type { Simulator } from '../simulator/simulator.js';

/** A clock that the simulator makes. */
type ClockKind = Config['clock'];

/** Options of a simulator: every setting of the configuration, and what only a program can give. */
export interface SilvusMockOptions<C extends Clock = Clock> extends Omit<ProgramSettings, 'clock'> {
  /** Custom methods, beside those of the radio. */
  readonly methods?: readonly CustomMethod[] | undefined;
  /**
   * The radio's time; default: the system's clock, `timeScale` times as fast. `'virtual'` makes a virtual clock, which
   * is then `mock.clock`.
   */
  readonly clock?: C | ClockKind | undefined;
  /** Receives log lines; default: they are discarded. */
  readonly logger?: Logger;
}

/** Parts of a simulator of one radio, checked. */
export interface SimulatorParts<C extends Clock = Clock> {
  readonly configuration: Configuration;
  /** The radio's time. */
  readonly clock: C;
  readonly logger?: Logger;
  /** The log, where the control plane may change it; default: it belongs to the program. */
  readonly log?: LogControl;
  /** Where the configuration can be read again; a program has none. */
  readonly source?: ConfigSource;
  /** The settings of a program, which a reload lays others over. */
  readonly settings?: ProgramSettings;
  /** True for a simulator that is a process of its own: a client of the control plane may close it. */
  readonly closesOnRequest?: boolean;
  /** Called once it runs: adds neighbours of the radio, whose commands wait for that. Default: it stays alone. */
  readonly addNeighbours?: (simulator: Simulator) => Promise<void>;
  /** Called once it is made, in place of the former: adds neighbours that the scenario of the start needs. */
  readonly addNeighboursFirst?: (simulator: Simulator) => void;
  /** Where flash is kept. Default: the file system of the machine. */
  readonly disk?: Disk;
  /** Called when a close begins, whatever the reason. */
  readonly onClosing?: () => void;
}
