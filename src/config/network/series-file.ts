import { basename } from 'node:path';
import { isError } from '../../core/realm.js';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import { type Issue, issuesOf, maxIssues, withInput } from '../../documents/issue.js';
import { readText } from '../../documents/text-file.js';
import { maxSeriesBytes } from './bounds.js';
import { type Row, rowSchema } from './schema/link.js';

/** The rows of a CSV file, or the issues in it. */
export type SeriesOrIssues = { readonly rows: readonly Row[] } | { readonly issues: readonly Issue[] };

/** Columns by their names in a header. */
const columns = {
  seconds: 'seconds',
  snr: 'snr',
  loss: 'packetLoss',
  packetLoss: 'packetLoss',
  pathLoss: 'pathLoss',
};

const allowed = Object.keys(columns).join(', ');

/**
 * Reads a series of conditions: a header with `seconds` and one or more of `snr`, `loss` and `pathLoss`, then a row
 * for each change. An empty cell overrides nothing.
 */
export function readSeries(file: string): SeriesOrIssues {
  let text: string;
  try {
    text = readText(file, maxSeriesBytes);
  } catch (error) {
    return { issues: [{ path: [], file, message: isError(error) ? error.message : String(error) }] };
  }
  const [header, ...lines] = text.split(/\r\n|\n|\r/).map((line, index) => ({ line, number: index + 1 }));
  const names = (header?.line ?? '').split(',').map((each) => each.trim());
  const issues = headerIssues(file, names);
  if (issues.length > 0) return { issues };
  const rows: Row[] = [];
  for (const { line, number } of lines) {
    if (issues.length >= maxIssues) break;
    if (line.trim() === '') continue;
    const read = readRow(line, names, rows.at(-1)?.seconds ?? -1);
    if ('row' in read) rows.push(read.row);
    else issues.push({ path: [], file: `${file}:${number}:${read.column}`, message: read.message });
  }
  if (issues.length === 0 && rows.length === 0)
    issues.push({ path: [], file, message: 'has no row below its header' });
  return issues.length > 0 ? { issues } : { rows };
}

const memberOf = (name: string) => Object.entries(columns).find(([column]) => column === name)?.[1];

function headerIssues(file: string, names: readonly string[]): Issue[] {
  const at = (message: string): Issue => ({ path: [], file: `${file}:1:1`, message });
  const unknown = names.filter((name) => memberOf(name) === undefined);
  const members = names.map(memberOf);
  const issues = unknown.map((name) =>
    at(`${valueExcerpt(name)}: is no column; allowed: ${allowed}${nearestHint(name, Object.keys(columns))}`),
  );
  if (unknown.length === 0 && new Set(members).size < members.length)
    issues.push(at('names a column twice; allowed: once'));
  if (!members.includes('seconds') || members.length < 2)
    issues.push(at(`${basename(file)} has no header with seconds and snr or loss; allowed: ${allowed}`));
  return issues.slice(0, maxIssues);
}

type ReadRow = { readonly row: Row } | { readonly column: number; readonly message: string };

function readRow(line: string, names: readonly string[], last: number): ReadRow {
  const cells = line.split(',');
  if (cells.length !== names.length)
    return { column: 1, message: `has ${cells.length} cells; allowed: ${names.length}` };
  const values: Record<string, number> = {};
  let column = 1;
  const places = new Map<PropertyKey, number>();
  for (const [index, cell] of cells.entries()) {
    const name = names[index] ?? '';
    const member = memberOf(name) ?? name;
    const text = cell.trim();
    if (text !== '' && !/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text))
      return { column, message: `${name}: ${valueExcerpt(text)}: is no number` };
    if (text !== '') values[member] = Number(text);
    places.set(member, column);
    column += cell.length + 1;
  }
  const parsed = rowSchema.safeParse(values, withInput);
  if (!parsed.success) {
    const [issue] = issuesOf(parsed.error);
    const [key = ''] = issue?.path ?? [];
    return { column: places.get(key) ?? 1, message: `${String(key)}: ${issue?.message ?? 'is not allowed'}` };
  }
  if (parsed.data.seconds > last) return { row: parsed.data };
  const message = `seconds: ${parsed.data.seconds}: is not allowed; allowed: later than the row before (${last})`;
  return { column: places.get('seconds') ?? 1, message };
}
