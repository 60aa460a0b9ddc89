import type { NetworkAnswer } from '../client/network-answers.js';
import { type Canvas, canvasOf, round, scaleBar } from './canvas.js';
import { type Label, type Line, type PlacedLabel, placeLabels } from './labels.js';
import { type Level, levelOf, levels } from './level.js';
import { type Point, projected } from './projection.js';

/** The first line of a drawing: a file that begins with it is one of ours. */
export const svgMark = '<!-- drawn by silvus-mock map -->';

/** Links up to which each has the SNR beside it. */
const maxLinkLabels = 60;

/** Links up to which each says what it is when it is pointed at. */
const maxTitles = 3_000;

/** Nodes up to which all have a label; beyond, those that are served. */
const maxNodeLabels = 300;

/** Part of a text above its base line. */
const ascent = 0.82;

/** Characters of a name; the rest is left out. */
const maxName = 24;

const routeColour = '#3f6fd1';

/** The parts of a drawing. */
interface Drawing {
  readonly found: NetworkAnswer['now'];
  readonly served: ReadonlySet<number>;
  readonly canvas: Canvas;
  readonly places: ReadonlyMap<number, Point>;
  /** Radius of a node. */
  readonly radius: number;
}

/** Draws a network: nodes where they are, links in the colours of their SNR, routes from one node. */
export function networkSvg({ nodes, now: found }: NetworkAnswer): string {
  const canvas = canvasOf(projected(found.nodes.map(({ position }) => position)));
  const places = new Map(
    found.nodes.map(({ nodeid }, index) => [nodeid, canvas.points[index] ?? { x: 0, y: 0 }]),
  );
  const served = new Set(nodes.filter((node) => node.served !== false).map(({ nodeid }) => nodeid));
  const radius = found.nodes.length > 200 ? 3 : found.nodes.length > 80 ? 4.5 : 6;
  const drawing = { found, served, canvas, places, radius };
  const labels = labelsOf(drawing);
  const { width, height } = canvas;
  return [
    svgMark,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="DejaVu Sans, Verdana, Arial, sans-serif">`,
    `<title>${countText(found)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    routeLines(drawing),
    ...linkLines(drawing),
    ...found.nodes.map((node) => nodeMark(drawing, node)),
    textsOf(labels.placed),
    legend(drawing, labels.left),
    '</svg>',
    '',
  ].join('\n');
}

const segment = (from: Point, to: Point) => `M${from.x} ${from.y}L${to.x} ${to.y}`;

/** The links that routes use, each once. */
function routeLines({ found, places }: Drawing): string {
  const segments = new Set<string>();
  for (const { nodes } of found.routes) {
    // The others are those of the routes to nodes on the way.
    const [before, last] = [places.get(nodes.at(-2) ?? 0), places.get(nodes.at(-1) ?? 0)];
    if (before !== undefined && last !== undefined) segments.add(segment(before, last));
  }
  const width = found.nodes.length > 200 ? 2.5 : 7;
  return `<path d="${[...segments].join('')}" stroke="${routeColour}" stroke-width="${width}" stroke-opacity="0.4" stroke-linecap="round" fill="none"/>`;
}

/** A part of a link: what one end hears of the other. */
interface Half {
  readonly path: string;
  readonly title: string;
}

/** The links by level: each half has the colour of what the node at its end hears; one that hears nothing has none. */
function linkLines(drawing: Drawing): readonly string[] {
  const { found, places } = drawing;
  const byLevel: Readonly<Record<Level, Half[]>> = { weak: [], fair: [], good: [] };
  for (const { nodes, snr, distance } of found.links) {
    const [one, other] = nodes.map((id) => places.get(id));
    if (one === undefined || other === undefined) continue;
    const middle = { x: round((one.x + other.x) / 2), y: round((one.y + other.y) / 2) };
    const title = `${nodes[0]} to ${nodes[1]}: ${snrText(snr[0])}, back: ${snrText(snr[1])}, ${Math.round(distance)} m`;
    const [atOther, atOne] = snr;
    const [levelAtOne, levelAtOther] = [atOne, atOther].map((each) =>
      each === null ? undefined : levelOf(each),
    );
    if (levelAtOne !== undefined && levelAtOne === levelAtOther) {
      byLevel[levelAtOne].push({ path: segment(one, other), title });
      continue;
    }
    if (levelAtOne !== undefined) byLevel[levelAtOne].push({ path: segment(one, middle), title });
    if (levelAtOther !== undefined) byLevel[levelAtOther].push({ path: segment(middle, other), title });
  }
  const count = found.links.length;
  const style = count > 5_000 ? [0.4, 0.25] : count > 300 ? [1, 0.55] : [2, 0.9];
  return (['good', 'fair', 'weak'] as const).map((level) => lines(byLevel[level], level, style, count));
}

function lines(
  halves: readonly Half[],
  level: Level,
  [width = 1, opacity = 1]: readonly number[],
  count: number,
): string {
  const group = `<g stroke="${levels[level].colour}" stroke-width="${width}" stroke-opacity="${opacity}" fill="none">`;
  // One path for all of a large network: an element for each link would make the file several times as long.
  const paths =
    count > maxTitles
      ? [`<path d="${halves.map(({ path }) => path).join('')}"/>`]
      : halves.map(({ path, title }) => `<path d="${path}"><title>${escaped(title)}</title></path>`);
  return `${group}${paths.join('\n')}</g>`;
}

const snrText = (snr: number | null) => (snr === null ? 'no link' : `${snr.toFixed(1)} dB`);

function nodeMark(
  { found, served, places, radius }: Drawing,
  { nodeid, name, onAir, position }: Drawing['found']['nodes'][number],
): string {
  const { x, y } = places.get(nodeid) ?? { x: 0, y: 0 };
  const { latitude, longitude, altitude } = position;
  const state = onAir === 'on' ? '' : `, ${onAir}`;
  const where = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}, ${altitude.toFixed(0)} m`;
  const title = `<title>${escaped(`${nodeid} ${shortened(name)}: ${where}${state}`)}</title>`;
  const ring =
    nodeid === found.from
      ? `<circle cx="${x}" cy="${y}" r="${radius + 5}" fill="none" stroke="${routeColour}" stroke-width="2.5"/>`
      : '';
  const fill = onAir === 'on' ? (served.has(nodeid) ? '#1f2937' : '#9ca3af') : '#ffffff';
  const dash = onAir === 'on' ? '' : ' stroke-dasharray="3 2"';
  return `${ring}<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="#1f2937" stroke-width="1.5"${dash}>${title}</circle>`;
}

/** The labels that found a place, and the number of nodes whose label did not. */
function labelsOf({ found, served, canvas, places, radius }: Drawing) {
  const isSpecial = (nodeid: number) => nodeid === found.from || served.has(nodeid);
  const size = found.nodes.length > 80 ? 10 : 12;
  const areAll = found.nodes.length <= maxNodeLabels;
  const ofNodes = found.nodes
    .filter(({ nodeid }) => areAll || isSpecial(nodeid))
    .sort((one, other) => Number(isSpecial(other.nodeid)) - Number(isSpecial(one.nodeid)))
    .map(({ nodeid, name }): Label => {
      const own = name === '' || name === `node${nodeid}` ? '' : ` ${shortened(name)}`;
      const at = places.get(nodeid) ?? { x: 0, y: 0 };
      return { text: `${nodeid}${own}`, at, gap: radius + (nodeid === found.from ? 9 : 4), size };
    });
  const ofLinks =
    found.links.length > maxLinkLabels ? [] : found.links.flatMap((link) => linkLabel(link, places));
  const lines = found.links.length > maxLinkLabels ? [] : found.links.flatMap((link) => lineOf(link, places));
  const bounds = { width: canvas.width, height: canvas.legend };
  const surroundings = { points: canvas.points, radius: radius + 1, ...bounds };
  const onNodes = placeLabels(ofNodes, { ...surroundings, lines });
  const placed = placeLabels([...ofNodes, ...ofLinks], { ...surroundings, lines });
  return { placed, left: found.nodes.length - onNodes.length };
}

type FoundLink = Drawing['found']['links'][number];

function lineOf({ nodes }: FoundLink, places: Drawing['places']): readonly Line[] {
  const [one, other] = nodes.map((id) => places.get(id));
  return one === undefined || other === undefined ? [] : [[one, other]];
}

function linkLabel({ nodes, snr }: FoundLink, places: Drawing['places']): readonly Label[] {
  const [one, other] = nodes.map((id) => places.get(id));
  if (one === undefined || other === undefined) return [];
  const short = (each: number | null) => (each === null ? '–' : each.toFixed(0));
  const text = snr[0] === snr[1] ? `${short(snr[0])} dB` : `${short(snr[0])} / ${short(snr[1])} dB`;
  return [{ text, at: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }, gap: 0, size: 11 }];
}

/** Texts on white, so that lines behind them do not matter. */
function textsOf(placed: readonly PlacedLabel[]): string {
  const texts = placed.map(({ text, size, box: { left, top, right, bottom } }) => {
    const [x, y, base] = [left, top, top + ascent * size].map(round);
    const back = `<rect x="${x}" y="${y}" width="${round(right - left)}" height="${round(bottom - top)}" fill="#ffffff" fill-opacity="0.8"/>`;
    return `${back}<text x="${x}" y="${base}" font-size="${size}">${escaped(text)}</text>`;
  });
  return `<g fill="#111827">\n${texts.join('\n')}</g>`;
}

function legend({ found, canvas, served }: Drawing, unlabelled: number): string {
  const top = canvas.legend;
  const bar = scaleBar(canvas.scale, 260);
  const [first, second, third] = [top + 24, top + 52, top + 80];
  const text = (x: number, y: number, content: string) =>
    `<text x="${x}" y="${y + 4}">${escaped(content)}</text>`;
  const sample = (x: number, y: number, colour: string, width: number, opacity = 1) =>
    `<path d="M${x} ${y}h34" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"/>`;
  const colours = (['good', 'fair', 'weak'] as const).flatMap((level, index) => [
    sample(40 + index * 150, first, levels[level].colour, 3),
    text(82 + index * 150, first, levels[level].text),
  ]);
  const mark = (x: number, y: number, fill: string, dash = '') =>
    `<circle cx="${x}" cy="${y}" r="6" fill="${fill}" stroke="#1f2937" stroke-width="1.5"${dash}/>`;
  const right = canvas.width - 40;
  const hidden = unlabelled === 0 ? '' : `, ${unlabelled} nodes without a label`;
  const counts = `${countText(found)} (${served.size} served)${hidden}`;
  return [
    `<g font-size="13" fill="#111827">`,
    `<path d="M0 ${top}H${canvas.width}" stroke="#d1d5db"/>`,
    ...colours,
    sample(490, first, routeColour, 7, 0.4),
    text(532, first, found.from === null ? 'route' : `route from ${found.from}`),
    mark(57, second, '#1f2937'),
    text(82, second, 'served'),
    mark(207, second, '#9ca3af'),
    text(232, second, 'neighbour only'),
    mark(357, second, '#ffffff', ' stroke-dasharray="3 2"'),
    text(382, second, 'not on the air'),
    text(490, second, 'each half of a link: what the node at its end hears'),
    text(40, third, counts),
    `<path d="M${right - bar.pixels} ${second - 5}v5h${bar.pixels}v-5" stroke="#111827" stroke-width="1.5" fill="none"/>`,
    `<text x="${right - bar.pixels / 2}" y="${second + 18}" text-anchor="middle">${bar.text}</text>`,
    `<path d="M${right - 6} ${first + 4}v-18m-5 7l5 -7l5 7" stroke="#111827" stroke-width="1.5" fill="none"/>`,
    `<text x="${right - 18}" y="${first + 4}" text-anchor="end">N</text>`,
    '</g>',
  ].join('\n');
}

/** The number of nodes and links: `2 nodes, 1 link`. */
export function countText({ nodes, links }: Pick<NetworkAnswer['now'], 'nodes' | 'links'>): string {
  const text = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
  return `${text(nodes.length, 'node')}, ${text(links.length, 'link')}`;
}

function shortened(name: string): string {
  const characters = Array.from(name);
  return characters.length > maxName ? `${characters.slice(0, maxName - 1).join('')}…` : name;
}

/** A text as content of an element: XML has no place for control characters and halves of characters. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
