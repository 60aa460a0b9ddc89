import { exchangeLine } from '../journal/exchange.js';
import { escapeControls } from '../core/text.js';
import type { SilvusMock } from '../library/silvus-mock.js';

/** Maximum number of exchanges in a report. */
const maxShown = 20;

/** Report for a failed test: the seed that replays it, and the last exchanges. */
export function failureReport({ seed, model, mode, journal }: SilvusMock): string {
  const shown = journal.entries.slice(-maxShown);
  const counted =
    shown.length === journal.total ? `${shown.length}` : `the last ${shown.length} of ${journal.total}`;
  const lines = shown.map((exchange) => `\n  ${escapeControls(exchangeLine(exchange))}`);
  return `silvus-mock: model ${model}, mode ${mode}, seed ${seed}; exchanges: ${counted}${lines.join('')}`;
}

/** An error in a test runner's result. */
interface RecordedError {
  message: string;
  stack?: string | undefined;
}

/** Appends a text to an error's message, and to its stack, which some reporters show instead. */
export function appendTo(error: RecordedError, text: string): void {
  const { message, stack } = error;
  const longer = message === '' ? text : `${message}\n\n${text}`;
  error.message = longer;
  if (stack === undefined) return;
  const repeats = message !== '' && stack.includes(message);
  error.stack = repeats ? stack.replace(message, () => longer) : `${longer}\n${stack}`;
}
