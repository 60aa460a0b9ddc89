import type { Command } from 'commander';
import { portNames } from '../../ports/registry.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { SimulatorName } from '../client/control-client.js';
import type { StatusAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { table } from '../output/table.js';
import { addressText, secondsText } from '../output/values.js';
import { blackoutText } from './blackout.js';
import { clockText } from './clock.js';
import { scenarioText } from './scenario.js';
import { workerText } from './worker.js';

/** `silvus-mock status`. */
export function statusCommand(): Command {
  return addControlFlags(command('status'))
    .description('Print the status of a simulator: ports, clock, queue, blackout, faults, counters.')
    .addHelpText('after', examples('status', 'status --control http://10.0.0.5:8081 --json'))
    .action((flags: ControlFlags) =>
      ask(flags, { method: 'GET', path: '/status' }, { schema: statusSchema, format: statusTable }),
    );
}

const statusSchema = async () => (await import('../client/snapshot-answers.js')).statusAnswerSchema;

function statusTable(status: StatusAnswer, { pid }: SimulatorName): string {
  const { lifecycle, health, stats } = status;
  const reasons = health.reasons.length === 0 ? '' : `: ${health.reasons.join('; ')}`;
  return table(
    ['ITEM', 'VALUE'],
    [
      ['simulator', `${lifecycle}, ${health.ready ? 'ready' : 'not ready'}${reasons}`],
      ...(pid === undefined ? [] : [['process', `pid ${pid}`]]),
      ...portNames.map((name) => [name, addressText(status[name])]),
      ['model', status.model],
      ['mode', status.mode],
      ['seed', String(status.seed)],
      ['clock', clockText(status.clock)],
      ['worker', workerText(status.worker)],
      ['blackout', blackoutText(status.blackout)],
      ['faults', String(status.faults)],
      ['scenario', scenarioText(status.scenario)],
      ['requests', `${stats.requests} in ${secondsText(stats.ranMs)}`],
      ['commands', countsText(stats.commands)],
      ['blackouts', countsText(stats.blackouts)],
    ],
  );
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const texts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}
