import * as z from 'zod/mini';
import type { Exchange } from './exchange.js';
import { visibleLine } from './visible-text.js';

/** Longest name in a row, characters. */
const maxName = 80;

/** Names of a batch that a row shows. */
const maxNames = 3;

/** Ends of exchanges: in a row, and in a sentence. */
const endings: Readonly<Record<string, { readonly short: string; readonly long: string }>> = {
  reply: { short: 'reply', long: 'The reply was sent.' },
  none: { short: 'no reply', long: 'A notification: it has no reply.' },
  cancelled: { short: 'client left', long: 'The client disconnected before the reply was ready.' },
  close: { short: 'closed', long: 'The connection was closed (FIN) in place of the rest of a reply.' },
  reset: { short: 'reset', long: 'The connection was reset (RST) in place of the rest of a reply.' },
  silence: {
    short: 'silence',
    long: 'Nothing more was sent, and the connection stayed open: the client waits.',
  },
};

/** The end of an exchange in a row. */
export function endingWord({ ending }: Exchange): string {
  return endings[ending]?.short ?? visibleLine(ending, maxName);
}

/** The end of an exchange in a sentence. */
export function endingSentence({ ending }: Exchange): string {
  return endings[ending]?.long ?? visibleLine(ending, maxName);
}

/** The methods of an exchange in a row. */
export function methodsText({ commands, page }: Exchange): string {
  const names = listed(commands.map(({ method }) => method));
  const text = commands.length === 0 ? 'invalid request' : names;
  return page === undefined ? text : `${visibleLine(page, maxName)}: ${text}`;
}

/** The outcomes of an exchange in a row. */
export function outcomesText(exchange: Exchange): string {
  const { commands } = exchange;
  return commands.length === 0
    ? visibleLine(replyError(exchange), maxName)
    : listed(commands.map(({ outcome }) => outcome));
}

/** Different texts, each with how often it is there. */
function listed(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const shown = [...counts]
    .slice(0, maxNames)
    .map(([text, count]) => `${visibleLine(text, maxName)}${count === 1 ? '' : ` ×${count}`}`);
  const more = counts.size - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : `, +${more}`}`;
}

const errorReply = z.object({ error: z.object({ message: z.string() }) });

/** The message of the error in a reply, for a request that has no calls. */
function replyError({ reply }: Exchange): string {
  try {
    return errorReply.parse(JSON.parse(reply ?? '')).error.message;
  } catch {
    return '–';
  }
}

/** Grades of outcomes, as the classes of the badges. */
export type Grade = 'good' | 'medium' | 'bad';

/** Outcomes after which a client tries again. */
const again = new Set(['BUSY', 'UNAVAILABLE', 'cancelled']);

/** The worst grade among the outcomes of an exchange. */
export function gradeOf({ commands }: Exchange): Grade {
  if (commands.length === 0) return 'bad';
  const grades = commands.map(({ outcome }) => gradeOfOutcome(outcome));
  return grades.find((grade) => grade === 'bad') ?? grades.find((grade) => grade === 'medium') ?? 'good';
}

/** True if an exchange ended as every exchange should. */
export function isReplied({ ending }: Exchange): boolean {
  return ending === 'reply' || ending === 'none';
}

/** The grade of one outcome. */
export function gradeOfOutcome(outcome: string): Grade {
  if (outcome === 'ok') return 'good';
  return again.has(outcome) ? 'medium' : 'bad';
}

/** Faults and bend that acted, in a row. */
export function bentBy({ faults, chaos }: Exchange): string {
  const names = [...faults, ...(chaos === undefined ? [] : [`chaos: ${chaos.bend}`])];
  return names.map((name) => visibleLine(name, maxName)).join(', ');
}

/** Times of an exchange, ms: the wait of its first call, and the runs of all. */
export function timesOf({ commands }: Exchange): { readonly waitMs: number; readonly runMs: number } {
  return {
    waitMs: commands[0]?.waitMs ?? 0,
    runMs: commands.reduce((sum, { runMs }) => sum + runMs, 0),
  };
}

/** Milliseconds as a text without needless digits. */
export function msText(ms: number): string {
  if (ms < 0.05) return '0';
  return ms >= 100 || Number.isInteger(ms) ? String(Math.round(ms)) : ms.toFixed(1);
}

/** Time of the radio's clock: seconds since its start. */
export function clockText(at: number): string {
  return (at / 1_000).toFixed(3);
}

/** Wall time of a radio, as it has it: UTC, in seconds and what is left of them. */
export function wallText(wallTime: number): readonly [string, string] {
  const text = isoText(wallTime)?.slice(11, 23);
  return text === undefined ? ['–', ''] : [text.slice(0, 8), text.slice(8)];
}

/** The same with its day. */
export function wallDayText(wallTime: number): string {
  return isoText(wallTime)?.replace('T', ' ').replace('Z', ' UTC') ?? '–';
}

/** A time scale can carry a clock beyond what a date can hold. */
function isoText(wallTime: number): string | undefined {
  const date = new Date(wallTime);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
