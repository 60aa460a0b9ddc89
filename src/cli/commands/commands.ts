import type { Command } from 'commander';
import { callCommand } from './call.js';
import { completionCommand } from './completion.js';
import { configCommand } from './config.js';
import { methodsCommand } from './methods.js';
import { modelsCommand } from './models.js';
import { startCommand } from './start.js';
import { waitCommand } from './wait.js';

/**
 * Commands that work without a control plane, in the order of the help text. A command's file declares it and loads
 * its heavy imports inside its action.
 */
export const commands: readonly (() => Command)[] = [
  startCommand,
  callCommand,
  waitCommand,
  methodsCommand,
  modelsCommand,
  configCommand,
  completionCommand,
];
