/** @import { Aim, CaseResult, FigureResult } from './harness.js' */

const head = ['FIGURE', 'MEASURED', 'BESIDE', 'RATIO', 'SPREAD', 'AIM', ''];

/**
 * One case for people: its name, what it is held against, and a line for each figure.
 * @param {CaseResult} result
 */
export function caseTable({ name, about, figures }) {
  const rows = [head, ...figures.map(rowOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [`${name}: ${about}`, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

/** @param {FigureResult} figure */
function rowOf({ name, unit, measured, beside, ratio, aim, reached }) {
  return [
    name,
    `${short(measured)} ${unit}`,
    `${short(beside)} ${unit}`,
    ratio.median.toFixed(3),
    `${ratio.min.toFixed(3)} to ${ratio.max.toFixed(3)}`,
    aim === undefined ? '' : aimText(aim, unit),
    reached === undefined ? '' : reached ? 'reached' : 'missed',
  ];
}

/**
 * @param {Aim} aim
 * @param {string} unit
 */
function aimText({ of, atMost, atLeast }, unit) {
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return of === 'ratio' ? bound : `${bound} ${unit}`;
}

/**
 * Three digits that count.
 * @param {number} value
 */
function short(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
