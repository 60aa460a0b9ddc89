import { escapeControls } from '../core/text.js';

/** Between two columns. */
const gap = '  ';

/** Sets rows in columns; control characters are made visible. On a terminal the last column is cut to the width. */
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
  return all.map((row) => fitted(lineOf(row))).join('\n');
}

/** Cuts a line to the width of the terminal, if there is one. */
export function fitted(line: string): string {
  const room = process.stdout.isTTY ? process.stdout.columns : Infinity;
  return line.length > room ? `${line.slice(0, Math.max(1, room - 1))}…` : line;
}
