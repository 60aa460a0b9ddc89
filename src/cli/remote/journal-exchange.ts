import { printable } from '../../core/text.js';
import { resultsOf } from './journal-reply.js';
import type { Answer, Zod } from '../client/ask.js';
import { valueText } from '../output/values.js';

/** Schema of an exchange in the journal and in the event stream. */
export const exchangeSchema = (z: Zod) =>
  z.object({
    n: z.number(),
    at: z.number(),
    port: z.string(),
    page: z.string().optional(),
    peer: z.string(),
    request: z.string(),
    reply: z.string().nullable(),
    ending: z.string(),
    commands: z.array(
      z.object({
        id: z.union([z.string(), z.number(), z.null()]).optional(),
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
export type JournalExchange = Answer<typeof exchangeSchema>;

/** Column titles of {@link exchangeRow}. */
export const exchangeColumns = ['N', 'AT', 'WAIT+RUN', 'PORT', 'EXCHANGE'];

/** An exchange in columns. */
export function exchangeRow(exchange: JournalExchange): readonly string[] {
  const { n, at, port, commands } = exchange;
  const workMs = commands.reduce((longest, { waitMs, runMs }) => Math.max(longest, waitMs + runMs), 0);
  return [String(n), (at / 1_000).toFixed(3), `${Math.round(workMs)}ms`, port, callsText(exchange)];
}

/** Column widths for lines that are printed one by one; the last column has none. */
const widths = [4, 8, 8, 11];

/** An exchange in one line. */
export function exchangeLine(exchange: JournalExchange): string {
  return exchangeRow(exchange)
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ');
}

/** The least important part comes last, where a narrow terminal cuts it. */
function callsText({ page, commands, request, reply, ending, faults, peer }: JournalExchange): string {
  const results = resultsOf(reply, commands);
  const calls = commands.map(({ method, params, outcome }, index) => {
    const values = params.map((param) => ` ${printable(valueText(param))}`);
    return `${printable(method)}${values.join('')}: ${printable(outcome)}${results[index] ?? ''}`;
  });
  const text = calls.length === 0 ? `invalid request: ${printable(request)}` : calls.join('; ');
  const to = page === undefined ? '' : ` [${page}]`;
  const end = ending === 'reply' ? '' : ` [${ending}]`;
  const by = faults.length === 0 ? '' : ` [faults: ${faults.join(', ')}]`;
  return `${text}${to}${end}${by} from ${peer}`;
}
