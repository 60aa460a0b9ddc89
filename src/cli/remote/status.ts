import type { Command } from 'commander';
import { type PortName, portNames, portRegistry } from '../../ports/registry.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { SimulatorName } from '../client/control-client.js';
import type { NodesAnswer, StatusAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
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
    .option('--nodes', 'list all nodes of a network, one line for each')
    .addHelpText('after', examples('status', 'status --nodes', 'status --node 310062 --json'))
    .action((flags: StatusFlags) => {
      const { nodes, node } = flags;
      if (nodes === true && node !== undefined)
        throw new CliError(exitCodes.usage, '--nodes: is not allowed beside --node, which is one of them');
      if (nodes === true)
        return ask(flags, { method: 'GET', path: '/nodes' }, { schema: nodesSchema, format: nodesTable });
      return ask(flags, { method: 'GET', path: '/status' }, { schema: statusSchema, format: statusTable });
    });
}

/** Options of `silvus-mock status`. */
interface StatusFlags extends ControlFlags {
  readonly nodes?: true;
}

const nodesSchema = async () => (await import('../client/snapshot-answers.js')).nodesAnswerSchema;

function nodesTable(nodes: NodesAnswer): string {
  const names = portNames.filter(
    (name) => !isOptional(name) || nodes.some((node) => node[name] !== undefined),
  );
  return table(
    ['NODE', 'STATE', 'MODE', 'BLACKOUT', ...names.map((name) => name.toUpperCase())],
    nodes.map(({ node, lifecycle, mode, blackout, health, ...places }) => [
      node,
      `${lifecycle}, ${health.ready ? 'ready' : 'not ready'}`,
      mode,
      blackoutText(blackout),
      ...names.map((name) => placeText(places[name])),
    ]),
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
      ...portNames
        .filter((name) => !isOptional(name) || status[name] !== undefined)
        .map((name) => [name, placeText(status[name])]),
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

/** True for a port that is not shown where it is off. */
function isOptional(name: PortName): boolean {
  return portRegistry.some((row) => row.name === name && row.isOptional);
}

/** A neighbour has no ports. */
function placeText(address: Parameters<typeof addressText>[0] | undefined): string {
  return address === undefined ? 'not served' : addressText(address);
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const texts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}
