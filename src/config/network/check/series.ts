import { isAbsolute, join } from 'node:path';
import type { Issue } from '../../../documents/issue.js';
import type { TimedConditions } from '../../../network/links/override.js';
import { maxRows } from '../bounds.js';
import type { LinkParts } from '../parts.js';
import { type SeriesOrIssues, readSeries } from '../series-file.js';

/** The series of a network's links by index, and the issues in them. */
interface SeriesOfLinks {
  readonly series: ReadonlyMap<number, readonly TimedConditions[]>;
  readonly issues: readonly Issue[];
  /** The CSV files. */
  readonly files: readonly string[];
}

/**
 * Reads the series of all links. A file that several links name is read once.
 * @param folder where files with a relative name are
 */
export function readAllSeries(links: readonly LinkParts[], folder: string): SeriesOfLinks {
  const files = new Map<string, SeriesOrIssues>();
  const series = new Map<number, readonly TimedConditions[]>();
  const issues: Issue[] = [];
  let rows = 0;
  for (const [index, { series: written }] of links.entries()) {
    if (written === undefined) continue;
    const path = ['links', index, 'series'];
    const read = typeof written === 'string' ? readOnce(inFolder(written, folder), files) : { rows: written };
    if ('issues' in read) {
      const what =
        typeof written === 'string' ? `${JSON.stringify(written)}: has issues, or can't be read` : '';
      issues.push({ path, message: what }, ...read.issues);
      continue;
    }
    rows += read.rows.length;
    series.set(index, read.rows);
    if (rows <= maxRows) continue;
    issues.push({ path, message: `there are more rows in all series together; allowed: at most ${maxRows}` });
    break;
  }
  return { series, issues, files: [...files.keys()] };
}

const inFolder = (name: string, folder: string) => (isAbsolute(name) ? name : join(folder, name));

/** The issues of a file are reported once. */
function readOnce(file: string, files: Map<string, SeriesOrIssues>): SeriesOrIssues {
  const known = files.get(file);
  if (known !== undefined) return 'issues' in known ? { issues: [] } : known;
  const read = readSeries(file);
  files.set(file, read);
  return read;
}
