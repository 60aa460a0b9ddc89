import { type LocatedIssue, type Origin, issueLine } from './located-issue.js';

/** Issues with a line of a file come first, in the order of files and lines; all others follow as they are. */
export function inOrderOfLines(
  issues: readonly LocatedIssue[],
  files: readonly string[],
): readonly LocatedIssue[] {
  const placed = issues.map((issue) => ({ issue, place: placeOf(issue.origin) }));
  const inFile = (file: string) =>
    placed
      .flatMap(({ issue, place }) => (place?.file === file ? [{ issue, place }] : []))
      .toSorted((one, other) => one.place.line - other.place.line || one.place.column - other.place.column)
      .map(({ issue }) => issue);
  const others = placed.filter(({ place }) => place === undefined || !files.includes(place.file));
  return [...files.flatMap(inFile), ...others.map(({ issue }) => issue)];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `silvus-mock.yaml:3:5`; undefined for an origin without a line. */
function placeOf({ kind, name }: Origin): Place | undefined {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/s.exec(name) ?? [];
  if (kind !== 'file' || file === undefined) return undefined;
  return { file, line: Number(line), column: Number(column) };
}

/** Each issue once: two checks may find the same. */
export function once(issues: readonly LocatedIssue[]): readonly LocatedIssue[] {
  return [...new Map(issues.map((issue) => [issueLine(issue), issue])).values()];
}

/** Issues that one error has; further ones are counted only. */
export const maxLocated = 100;

/** At most {@link maxLocated} issues, and the number of further ones. */
export function bounded(issues: readonly LocatedIssue[]): readonly LocatedIssue[] {
  const [first] = issues;
  const more = issues.length - maxLocated;
  if (first === undefined || more <= 0) return issues;
  const rest: LocatedIssue = { origin: { ...first.origin, name: '…' }, message: `and ${more} more` };
  return [...issues.slice(0, maxLocated), rest];
}
