import type { Command } from 'commander';
import { blackoutCommand } from './blackout.js';
import { clockCommand } from './clock.js';
import { faultCommand } from './fault.js';
import { journalCommand } from './journal.js';
import { logCommand } from './log.js';
import { metricsCommand } from './metrics.js';
import { modeCommand } from './mode.js';
import { resetCommand } from './reset.js';
import { scenarioCommand } from './scenario.js';
import { stateCommand } from './state.js';
import { statusCommand } from './status.js';
import { workerCommand } from './worker.js';

/** Commands over the control plane, in the order of the help text. `config reload` stands below `config`. */
export const remoteCommands: readonly (() => Command)[] = [
  statusCommand,
  metricsCommand,
  stateCommand,
  modeCommand,
  blackoutCommand,
  resetCommand,
  faultCommand,
  journalCommand,
  workerCommand,
  clockCommand,
  scenarioCommand,
  logCommand,
];
