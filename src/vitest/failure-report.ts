import { exchangeLine } from '../journal/exchange.js';
import { escapeControls } from '../core/text.js';
import type { SilvusMock } from '../library/silvus-mock.js';

/** Exchanges that a failure shows. */
const mostShown = 20;

/** What a failing test should know of its radio: the seed that replays it, and the last exchanges. */
export function failureReport({ seed, model, mode, journal }: SilvusMock): string {
  const shown = journal.entries.slice(-mostShown);
  const counted =
    shown.length === journal.total ? `${shown.length}` : `the last ${shown.length} of ${journal.total}`;
  const lines = shown.map((exchange) => `\n  ${escapeControls(exchangeLine(exchange))}`);
  return `silvus-mock: model ${model}, mode ${mode}, seed ${seed}; exchanges: ${counted}${lines.join('')}`;
}

/** An error as a test runner keeps it. */
export interface KeptError {
  message: string;
  stack?: string | undefined;
}

/** Adds a text to the end of an error's message, and to its stack, which some reporters show instead. */
export function appendTo(error: KeptError, text: string): void {
  const { message, stack } = error;
  const longer = message === '' ? text : `${message}\n\n${text}`;
  error.message = longer;
  if (stack === undefined) return;
  const repeats = message !== '' && stack.includes(message);
  error.stack = repeats ? stack.replace(message, () => longer) : `${longer}\n${stack}`;
}
