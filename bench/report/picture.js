import { aimText, number, statusText } from './table.js';

/** @import { CaseResult, FigureResult, Status } from '../measure/types.js' */

const rowHeight = 22;
const top = 64;
const width = 1_100;
/** Where the scale begins and ends. */
const left = 400;
const right = 760;

/** Colours that people with red-green blindness can tell apart; the text says the same. */
const colours = /** @type {Readonly<Record<Status, string>>} */ ({
  reached: '#0072b2',
  'required only': '#e69f00',
  'not reached': '#d55e00',
  measured: '#555555',
  'too wide': '#999999',
  'client-bound': '#999999',
  'not measured': '#999999',
});

/** The scale: how far a figure is from its aim, as a factor; 1 is the aim, further left is better. */
const scale = { from: 1 / 8, to: 8, marks: [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8] };

/** @param {number} factor */
function x(factor) {
  const share = (Math.log(factor) - Math.log(scale.from)) / (Math.log(scale.to) - Math.log(scale.from));
  return left + Math.min(1, Math.max(0, share)) * (right - left);
}

/**
 * The figures that have an aim, as a picture: one row for each, a dot for each pair, a bar for the median.
 * @param {{ commit: string, node: string, machine: string }} about
 * @param {readonly CaseResult[]} results
 * @returns {string} SVG
 */
export function pictureOf({ commit, node, machine }, results) {
  const rows = results.flatMap(({ name, figures }) =>
    figures.filter(({ figure }) => figure.aim !== undefined).map((result) => ({ name, result })),
  );
  const height = top + rows.length * rowHeight + 24;
  const marks = scale.marks.map((mark) => {
    const at = x(mark).toFixed(1);
    const text = mark === 1 ? 'aim' : mark < 1 ? `1/${1 / mark}` : `${mark} ×`;
    return [
      `<line x1="${at}" y1="${top - 8}" x2="${at}" y2="${height - 20}" stroke="${mark === 1 ? '#000' : '#ddd'}"/>`,
      `<text x="${at}" y="${top - 14}" text-anchor="middle">${text}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="22" font-size="15">${escaped(`Figures beside their aims, commit ${commit}`)}</text>`,
    `<text x="12" y="40" fill="#555">${escaped(`Node.js ${node}, ${machine}; left of the line is better; bar: median, dots: pairs`)}</text>`,
    ...marks,
    ...rows.map(({ name, result }, index) => rowOf(name, result, top + index * rowHeight + 12)),
    '</svg>\n',
  ].join('\n');
}

/**
 * @param {string} name
 * @param {FigureResult} result
 * @param {number} y
 */
function rowOf(name, { figure, status, measured, ratio, pairs }, y) {
  const colour = colours[status];
  const { aim } = figure;
  const value = aim?.of === 'value' ? measured : ratio;
  const label = `<text x="12" y="${y}">${escaped(`${name}: ${figure.name}`)}</text>`;
  if (aim === undefined || value === undefined) {
    return `${label}\n<text x="${right + 16}" y="${y}" fill="${colour}">${escaped(statusText(status))}</text>`;
  }
  const bound = aim.atMost ?? aim.atLeast ?? NaN;
  const factorOf = (/** @type {number} */ each) => (aim.atMost === undefined ? bound / each : each / bound);
  const counting = pairs.filter(({ counts }) => counts);
  const dots = counting.map(({ measured: each, beside }) => {
    const at = x(factorOf(aim.of === 'value' ? each : each / (beside ?? NaN)));
    return `<circle cx="${at.toFixed(1)}" cy="${y - 4}" r="2.5" fill="${colour}" fill-opacity="0.4"/>`;
  });
  const middle = x(factorOf(value.median)).toFixed(1);
  const text = `${number(value.median)}${aim.of === 'value' ? ` ${figure.unit}` : ''}, ${aimText(aim, figure.unit)}: ${status}`;
  return [
    label,
    ...dots,
    `<line x1="${middle}" y1="${y - 11}" x2="${middle}" y2="${y + 3}" stroke="${colour}" stroke-width="3"/>`,
    `<text x="${right + 16}" y="${y}" fill="${colour}">${escaped(text)}</text>`,
  ].join('\n');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
