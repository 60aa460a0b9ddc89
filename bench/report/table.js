/** @import { Aim, CaseResult, FigureResult, Summary } from '../measure/types.js' */

/**
 * One case for people: its name, what it measures, and a line for each figure.
 * @param {CaseResult} result
 * @returns {string}
 */
export function caseTable({ name, about, notes, figures, against, error }) {
  const rows = [
    ['FIGURE', 'MEASURED', 'BESIDE', 'RATIO', 'SPREAD', 'AIM', '', ...(against ? ['BEFORE', 'CHANGE'] : [])],
    ...figures.map((figure, index) => [
      ...cellsOf(figure),
      ...(against ? [briefly(against.figures[index]), changeText(against.changes[index])] : []),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [
    `${name}: ${about}`,
    ...notes.map((note) => `  note: ${note}`),
    ...(error === undefined ? lines.map((line) => `  ${line.trimEnd()}`) : [`  failed: ${error}`]),
  ].join('\n');
}

/** @param {FigureResult} result */
function cellsOf({ figure, status, measured, beside, ratio, spread, attempts }) {
  const again = attempts > 1 ? `, ${attempts} times` : '';
  return [
    figure.name,
    withUnit(measured, figure.unit),
    withUnit(beside, figure.unit),
    ratio === undefined ? '' : number(ratio.median),
    spread === undefined ? '' : `± ${(spread * 50).toFixed(1)} %`,
    figure.aim === undefined ? '' : aimText(figure.aim, figure.unit),
    statusText(status) + (status === 'too wide' ? again : ''),
  ];
}

/** @param {FigureResult['status']} status */
export function statusText(status) {
  if (status === 'measured') return '';
  if (status === 'too wide') return 'not measurable: spread too wide';
  return status === 'client-bound' ? 'client-bound: go by CPU' : status;
}

/**
 * What counts of a figure, in one number.
 * @param {FigureResult | undefined} result
 */
function briefly(result) {
  if (result === undefined) return '';
  const { figure, ratio, measured, status } = result;
  const value = figure.aim?.of === 'value' ? measured : (ratio ?? measured);
  return value === undefined ? statusText(status) : number(value.median);
}

/** @param {FigureResult | undefined} change */
function changeText(change) {
  if (change?.ratio === undefined) return change === undefined ? '' : statusText(change.status);
  const percent = (change.ratio.median - 1) * 100;
  return `${percent < 0 ? '' : '+'}${percent.toFixed(1)} %`;
}

/**
 * @param {Aim} aim
 * @param {string} unit
 */
export function aimText({ of, atMost, atLeast, required }, unit) {
  const bound = atMost === undefined ? `at least ${atLeast?.toLocaleString('en')}` : `at most ${atMost}`;
  return `${bound}${of === 'ratio' ? '' : ` ${unit}`}${required === undefined ? '' : ` (required ${required})`}`;
}

/**
 * @param {Summary | undefined} summary
 * @param {string} unit
 */
function withUnit(summary, unit) {
  return summary === undefined ? '–' : `${number(summary.median)} ${unit}`;
}

/**
 * Three digits that count.
 * @param {number} value
 */
export function number(value) {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/**
 * The last lines: how many aims are reached, and which are not.
 * @param {readonly CaseResult[]} results
 */
export function summaryText(results) {
  const judged = results.flatMap((result) => result.figures.filter(({ figure }) => figure.aim !== undefined));
  const counts = ['reached', 'required only', 'not reached', 'too wide', 'client-bound', 'not measured'].map(
    (status) =>
      `${judged.filter((each) => each.status === status).length} ${statusText(/** @type {any} */ (status))}`,
  );
  const failed = results.filter(({ error }) => error !== undefined).map(({ name }) => name);
  return `${judged.length} aims: ${counts.join(', ')}${failed.length === 0 ? '' : `; failed: ${failed.join(', ')}`}`;
}
