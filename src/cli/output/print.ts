import { escapeControls } from '../../core/text.js';

/** Prints lines of text; control characters in them are escaped, so that they do not reach the terminal. */
export function print(text: string): void {
  const lines = text.split('\n').map(escapeControls);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints one line of JSON. */
export function printJson(value: unknown): void {
  const line = JSON.stringify(value);
  process.stdout.write(`${process.stdout.isTTY ? escapeControls(line) : line}\n`);
}

/** Prints a line to stderr; control characters in it are escaped. */
export function printError(line: string): void {
  process.stderr.write(`${escapeControls(line)}\n`);
}
