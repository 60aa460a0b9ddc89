import type { Command } from 'commander';
import { SilvusMockError } from '../../core/errors.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { ScenarioAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** `silvus-mock scenario` with the commands below it. */
export function scenarioCommand(): Command {
  return command('scenario')
    .description('Run, stop or inspect a scenario: a list of timed steps applied to the radio.')
    .addHelpText('after', examples('scenario run drift.yaml', 'scenario status', 'scenario stop'))
    .addCommand(runCommand())
    .addCommand(stopCommand())
    .addCommand(statusCommand());
}

function runCommand(): Command {
  return addControlFlags(command('run'))
    .description('Run the scenario in a YAML or JSON file; exit code 3 with all issues if it is invalid.')
    .argument('<file>', 'YAML or JSON file')
    .addHelpText('after', examples('scenario run drift.yaml'))
    .action(runScenario);
}

function stopCommand(): Command {
  return addControlFlags(command('stop'))
    .description('Stop the running scenario; changes that it has made are kept.')
    .addHelpText('after', examples('scenario stop'))
    .action((flags: ControlFlags) => ask(flags, { method: 'DELETE', path: '/scenario' }, scenarioAnswer));
}

function statusCommand(): Command {
  return addControlFlags(command('status'))
    .description('Print the progress of the scenario.')
    .addHelpText('after', examples('scenario status'))
    .action((flags: ControlFlags) => ask(flags, { method: 'GET', path: '/scenario' }, scenarioAnswer));
}

const scenarioSchema = async () => (await import('../client/snapshot-answers.js')).scenarioAnswerSchema;

/** The scenario's state as text. */
export function scenarioText(scenario: ScenarioAnswer): string {
  if (scenario === null) return 'none';
  const { name, state, step, steps, fault, idle = [] } = scenario;
  const progress = step == null ? '' : `, steps started: ${steps}, last: ${step}`;
  const idleText = idle.map((line) => `\nnothing to do: ${line}`).join('');
  return `${name}: ${state}${progress}${fault == null ? '' : `: ${fault}`}${idleText}`;
}

const scenarioAnswer = { schema: scenarioSchema, format: scenarioText };

async function runScenario(file: string, flags: ControlFlags): Promise<void> {
  const body = await readDocumentOf(file);
  try {
    await ask(flags, { method: 'PUT', path: '/scenario', body }, scenarioAnswer);
  } catch (error) {
    const { ControlError } = await import('../client/control-client.js');
    const isInvalid = error instanceof ControlError && [400, 413].includes(error.status);
    throw isInvalid ? new CliError(exitCodes.configuration, `${file}: ${error.message}`) : error;
  }
}

/** The document in a scenario file. It is checked before it is sent: the simulator does not see its lines. */
async function readDocumentOf(file: string): Promise<unknown> {
  const { readScenario } = await import('../../scenario/parse.js');
  const { readDocument } = await import('../../documents/document.js');
  try {
    readScenario(file);
  } catch (error) {
    if (!(error instanceof SilvusMockError)) throw error;
    throw new CliError(exitCodes.configuration, error.message);
  }
  return readDocument(file, '').tree;
}
