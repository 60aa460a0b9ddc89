import { z } from 'zod';
import { printable } from '../../core/text.js';
import { valueText } from './values.js';

/** An exchange as the control plane tells of it. */
export const exchangeSchema = z.object({
  n: z.number(),
  at: z.number(),
  port: z.string(),
  peer: z.string(),
  request: z.string(),
  ending: z.string(),
  commands: z.array(
    z.object({
      method: z.string(),
      params: z.array(z.unknown()),
      outcome: z.string(),
      waitMs: z.number(),
      runMs: z.number(),
    }),
  ),
  faults: z.array(z.string()),
});

/** See {@link exchangeSchema}. */
export type ToldExchange = z.output<typeof exchangeSchema>;

/** What a person sees of an exchange, column by column. */
export const exchangeColumns = ['N', 'AT', 'WAIT+RUN', 'PORT', 'WHAT'];

/** An exchange in columns. */
export function exchangeRow(exchange: ToldExchange): readonly string[] {
  const { n, at, port, commands } = exchange;
  const workMs = commands.reduce((longest, { waitMs, runMs }) => Math.max(longest, waitMs + runMs), 0);
  return [String(n), (at / 1_000).toFixed(3), `${Math.round(workMs)}ms`, port, whatOf(exchange)];
}

/** Width of each column but the last, where they can't be known beforehand. */
const widths = [4, 8, 8, 11];

/** An exchange in one line. */
export function exchangeLine(exchange: ToldExchange): string {
  return exchangeRow(exchange)
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ');
}

/** What is looked for least comes last, where a narrow terminal cuts it. */
function whatOf({ commands, request, ending, faults, peer }: ToldExchange): string {
  const calls = commands.map(({ method, params, outcome }) => {
    const values = params.map((param) => ` ${printable(valueText(param))}`);
    return `${printable(method)}${values.join('')}: ${printable(outcome)}`;
  });
  const what = calls.length === 0 ? `no request: ${printable(request)}` : calls.join('; ');
  const end = ending === 'reply' ? '' : ` [${ending}]`;
  const by = faults.length === 0 ? '' : ` [by ${faults.join(', ')}]`;
  return `${what}${end}${by} from ${peer}`;
}
