import { readDocument } from '../../documents/document.js';
import { SilvusMockError } from '../../core/errors.js';
import { readScenario } from '../../scenario/parse.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { ask } from './ask.js';
import { ControlError } from './control-client.js';
import type { ControlFlags } from './control-flags.js';
import { scenarioSchema, scenarioText } from './scenario.js';

/** `silvus-mock scenario run`: starts what a file says. A scenario that is wrong ends it with 3. */
export async function runScenario(file: string, flags: ControlFlags): Promise<void> {
  const body = scenarioIn(file);
  try {
    await ask(flags, { method: 'PUT', path: '/scenario', body }, scenarioSchema, scenarioText);
  } catch (fault) {
    const isBad = fault instanceof ControlError && [400, 413].includes(fault.status);
    throw isBad ? new CliError(exitCodes.configuration, `${file}: ${fault.message}`) : fault;
  }
}

/** The file as plain values. It is judged here already: only here are its lines known. */
function scenarioIn(file: string): unknown {
  try {
    readScenario(file);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    throw new CliError(exitCodes.configuration, fault.message);
  }
  return readDocument(file, '').tree;
}
