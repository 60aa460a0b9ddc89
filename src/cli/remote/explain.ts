import type { Command } from 'commander';
import { SilvusMockError } from '../../core/errors.js';
import { ask } from '../client/ask.js';
import type { ExplanationAnswer } from '../client/network-answers.js';
import {
  type NetworkFlags,
  addNetworkFlags,
  checkNetworkFlags,
  networkInFile,
} from '../client/network-source.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output/print.js';
import { table } from '../output/table.js';

/** `silvus-mock explain`. */
export function explainCommand(): Command {
  return addNetworkFlags(command('explain'))
    .description(
      'Print why one node of the network hears another as it does, line by line, or why it does not.',
    )
    .argument('<from>', 'node ID of the sender')
    .argument('<to>', 'node ID of the receiver')
    .addHelpText(
      'after',
      examples(
        'explain 310061 310062',
        'explain 310061 310068 --network convoy --at 5m',
        'explain 1 2 --json',
      ),
    )
    .action(explain);
}

async function explain(from: string, to: string, flags: NetworkFlags): Promise<void> {
  checkNetworkFlags(flags);
  if (flags.network === undefined) {
    const query = new URLSearchParams({ from, to }).toString();
    const schema = async () => (await import('../client/network-answers.js')).explanationAnswerSchema;
    await ask(
      flags,
      { method: 'GET', path: `/network/explain?${query}` },
      { schema, format: explanationText },
    );
    return;
  }
  const network = await networkInFile(flags.network, flags.at);
  const { explanationJson } = await import('../../simulator/network/network-document.js');
  const answer = explanationJson(explained(() => network.explain(from, to)));
  if (flags.json === true) printJson(answer);
  else print(explanationText(answer));
}

/** Throws a `CliError` for a node that the network does not have. */
function explained<T>(explanation: () => T): T {
  try {
    return explanation();
  } catch (error) {
    if (!(error instanceof SilvusMockError)) throw error;
    throw new CliError(exitCodes.usage, error.message);
  }
}

function explanationText({ from, to, link, reason, lines }: ExplanationAnswer): string {
  const what =
    link === null
      ? `no link: ${reason?.text ?? ''} (${reason?.code ?? ''})`
      : `SNR ${link.snr.toFixed(1)} dB, MCS ${link.mcs}, ${link.throughput.toFixed(1)} Mb/s`;
  const rows = lines.map(({ name, value, unit, note }) => [name, numberText(value, unit), unit, note]);
  return `${from} to ${to}: ${what}\n${table(['LINE', 'VALUE', 'UNIT', 'WHY'], rows)}`;
}

/** A value with as many digits as can matter. */
function numberText(value: number | null, unit: string): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return String(value);
  return unit === '' ? String(Number(value.toPrecision(3))) : value.toFixed(2);
}
