import { prettyFactory } from 'pino-pretty';
import { isTree } from '../../documents/tree.js';
import { escapeLines } from '../../core/text.js';

/** Formats log lines for people. The report of a close is one line: it would fill the terminal. */
export function prettyFormat(colorize: boolean): (line: string) => string {
  const options = { colorize, translateTime: 'SYS:HH:MM:ss.l' };
  const format = prettyFactory(options);
  const formatClose = prettyFactory({ ...options, singleLine: true });
  return (line) => {
    const report = closeReportIn(line);
    return report === undefined ? format(visible(line)) : formatClose(report);
  };
}

/**
 * The line with every control character in its strings but line feed and tab as visible text: pino-pretty writes
 * messages and stacks as they are.
 */
function visible(line: string): object {
  const parsed: unknown = JSON.parse(line, (_key, value: unknown) =>
    typeof value === 'string' ? escapeLines(value) : value,
  );
  return isTree(parsed) ? parsed : { msg: line };
}

/** Members of a close report that are of no interest to people if nothing went wrong. */
const quiet = ['activities', 'phases'];

/** The report of a close without what did not happen; the log in JSON has all of it. Undefined for other lines. */
function closeReportIn(line: string): object | undefined {
  if (!line.includes('"msg":"closed"')) return undefined;
  const parsed: unknown = JSON.parse(line);
  if (!isTree(parsed) || parsed['msg'] !== 'closed' || !('phases' in parsed)) return undefined;
  const { durationMs, ...report } = parsed;
  const members = Object.entries(report).filter(
    ([name, value]) => !quiet.includes(name) && !isNothing(value),
  );
  const ms = typeof durationMs === 'number' ? { durationMs: Math.round(durationMs) } : {};
  return { ...Object.fromEntries(members), ...ms };
}

const isNothing = (value: unknown) => value === 0 || (Array.isArray(value) && value.length === 0);
