import { escapeControls, escapeLines } from '../../core/text.js';

/**
 * Prints lines of text. Control characters are escaped, on a terminal and in a pipe alike: text of a peer must not act
 * on the terminal that shows it, now or later.
 */
export function print(text: string): void {
  process.stdout.write(`${text.split('\n').map(escapeControls).join('\n')}\n`);
}

/** A line with the number of its colour. */
export interface ColouredLine {
  readonly text: string;
  /** As terminals number them (SGR): 32 is green. */
  readonly colour?: number | undefined;
}

/** Prints lines; in colours on a terminal, unless `NO_COLOR` is set. */
export function printColoured(lines: readonly ColouredLine[]): void {
  const { NO_COLOR: without = '' } = process.env;
  const isColoured = process.stdout.isTTY && without === '';
  const texts = lines.map(({ text, colour }) => {
    const safe = escapeControls(text);
    return isColoured && colour !== undefined ? `\u001b[${colour}m${safe}\u001b[0m` : safe;
  });
  process.stdout.write(`${texts.join('\n')}\n`);
}

/** Prints one line of JSON. Control characters that JSON allows in a string are escaped: the value is the same. */
export function printJson(value: unknown): void {
  process.stdout.write(`${escapeControls(JSON.stringify(value))}\n`);
}

/** The same, indented for people. */
export function printIndentedJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

/** Prints what a peer has sent. JSON keeps its value, since it allows line feeds and tabs between values only. */
export function printReceived(text: string): void {
  process.stdout.write(`${escapeLines(text)}\n`);
}

/** Prints a line to stderr; control characters in it are escaped. */
export function printError(line: string): void {
  process.stderr.write(`${escapeControls(line)}\n`);
}

/** Shows a line of progress on stderr: on a terminal in place of the one before. */
export function printProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${escapeControls(line)}`);
  else printError(line);
}

/** Removes the line of progress from a terminal. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
