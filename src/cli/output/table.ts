import { escapeControls } from '../../core/text.js';

/** Space between two columns. */
const gap = '  ';

/** Formats rows in columns; control characters are escaped. On a terminal, lines are cut to its width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(escapeControls));
  const widths = head.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd();
  return all.map((row) => cutToTerminal(lineOf(row))).join('\n');
}

/** Cuts a line to the width of the terminal, if stdout is one. */
export function cutToTerminal(line: string): string {
  const width = process.stdout.isTTY ? process.stdout.columns : Infinity;
  return line.length > width ? `${line.slice(0, Math.max(1, width - 1))}…` : line;
}
