const gap = '  ';

/** Sets rows in columns. On a terminal the last column is cut to the width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const room = process.stdout.isTTY ? process.stdout.columns : Infinity;
  return all
    .map((row) =>
      fit(
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join(gap)
          .trimEnd(),
        room,
      ),
    )
    .join('\n');
}

function fit(line: string, room: number): string {
  return line.length > room ? `${line.slice(0, Math.max(1, room - 1))}…` : line;
}
