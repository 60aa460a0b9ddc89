import { type Level, levelOfLink } from './level.js';
import type { MapLink, NetworkModel } from './network-model.js';
import type { Point } from './projection.js';
import { type Size, type View, pixelOf } from './viewport.js';

/** Colours of the drawing, from the custom properties of the theme. */
export interface MapColours extends Readonly<Record<Level, string>> {
  readonly route: string;
  readonly chosen: string;
  readonly text: string;
  readonly surface: string;
}

/** All that is drawn on the canvas. */
export interface LinkDrawing {
  readonly model: NetworkModel;
  readonly placeOf: (nodeid: number) => Point | undefined;
  readonly view: View;
  /** Size of the canvas, CSS pixels. */
  readonly size: Size;
  readonly chosenLink: MapLink | undefined;
  /** Nodes of the route that is shown. */
  readonly route: readonly number[];
  readonly colours: MapColours;
}

/** Dashes of the lines, so that colour is not their only sign; network.css has the same for the legend. */
const dashes: Readonly<Record<Level, readonly number[]>> = {
  good: [],
  medium: [10, 4],
  bad: [4, 4],
  cut: [0.1, 6],
};

/** In the order in which they are drawn: where lines lie on each other, the worst is seen. */
const levels = ['good', 'medium', 'bad', 'cut'] as const;

/** Number of links in view from which lines are thin. */
const manyLinks = 400;

/** Number of links in view up to which each has its SNR beside it, and its least length, pixels. */
const labelled = { links: 60, length: 70 } as const;

/** Lines in a path: one path of all takes far longer. */
const chunk = 256;

/** Lines as x and y of both ends, one after the other. */
type Lines = Record<Level, number[]>;

/** A text over the middle of a line. */
interface LineText extends Point {
  readonly text: string;
  readonly isCut: boolean;
}

/** Draws the links, the route and the chosen link. */
export function drawLinks(context: CanvasRenderingContext2D, drawing: LinkDrawing): void {
  const { size, colours } = drawing;
  context.clearRect(0, 0, size.width, size.height);
  context.lineCap = 'round';
  strokeUnder(context, routeLines(drawing), colours.route);
  const { chosenLink } = drawing;
  if (chosenLink !== undefined) strokeUnder(context, lineOf(drawing, chosenLink) ?? [], colours.chosen);
  const { lines, texts, count } = linesOf(drawing);
  // Where lines lie over each other, what is below must be seen.
  context.globalAlpha = Math.max(0.2, Math.min(1, Math.sqrt(manyLinks / count)));
  for (const level of levels) {
    context.strokeStyle = colours[level];
    // Dashes without a length are dots.
    context.lineCap = level === 'cut' ? 'round' : 'butt';
    context.lineWidth = (count > manyLinks ? 1 : 2) + (level === 'cut' ? 1 : 0);
    context.setLineDash([...dashes[level]]);
    stroke(context, lines[level]);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  if (count <= labelled.links) drawTexts(context, roomy(texts, drawing), colours);
}

function strokeUnder(context: CanvasRenderingContext2D, lines: readonly number[], colour: string): void {
  context.lineWidth = 9;
  context.globalAlpha = 0.4;
  context.strokeStyle = colour;
  stroke(context, lines);
  context.globalAlpha = 1;
}

function stroke(context: CanvasRenderingContext2D, lines: readonly number[]): void {
  for (let start = 0; start < lines.length; start += 4 * chunk) {
    context.beginPath();
    for (let at = start; at < Math.min(lines.length, start + 4 * chunk); at += 4) {
      context.moveTo(lines[at] ?? 0, lines[at + 1] ?? 0);
      context.lineTo(lines[at + 2] ?? 0, lines[at + 3] ?? 0);
    }
    context.stroke();
  }
}

function linesOf(drawing: LinkDrawing): { lines: Lines; texts: LineText[]; count: number } {
  const lines: Lines = { good: [], medium: [], bad: [], cut: [] };
  const texts: LineText[] = [];
  let count = 0;
  for (const link of drawing.model.links.values()) {
    const line = lineOf(drawing, link);
    if (line === undefined) continue;
    count += 1;
    const [x1, y1, x2, y2] = line;
    const middle = [(x1 + x2) / 2, (y1 + y2) / 2] as const;
    if (link.cut === 'forward' || link.cut === 'reverse') {
      // Each half is what the node at its end hears.
      lines[halfLevel(link, 1)].push(x1, y1, ...middle);
      lines[halfLevel(link, 0)].push(...middle, x2, y2);
    } else lines[link.cut === 'both' ? 'cut' : levelOfLink(link.snr)].push(...line);
    if (count <= labelled.links && Math.hypot(x2 - x1, y2 - y1) > labelled.length)
      texts.push({ x: middle[0], y: middle[1], text: textOf(link), isCut: link.cut !== undefined });
  }
  return { lines, texts, count };
}

/** @param direction 0: what the second node hears of the first */
function halfLevel({ cut, snr }: MapLink, direction: 0 | 1): Level {
  const isCut = cut === 'both' || cut === (direction === 0 ? 'forward' : 'reverse');
  return isCut ? 'cut' : levelOfLink([snr[direction], snr[direction]]);
}

function textOf({ snr, cut }: MapLink): string {
  if (cut !== undefined) return cut === 'both' ? 'cut' : 'cut one way';
  const [there, back] = snr;
  if (there === null || back === null) return 'one way';
  return `${Math.round(Math.min(there, back))} dB`;
}

/** The line of a link on the canvas; undefined if it is outside of it. */
function lineOf(
  drawing: LinkDrawing,
  { nodes }: MapLink,
): readonly [number, number, number, number] | undefined {
  const { placeOf, view, size } = drawing;
  const [one, other] = [placeOf(nodes[0]), placeOf(nodes[1])];
  if (one === undefined || other === undefined) return undefined;
  const [from, to] = [pixelOf(view, size, one), pixelOf(view, size, other)];
  const isOutside =
    Math.max(from.x, to.x) < 0 ||
    Math.max(from.y, to.y) < 0 ||
    Math.min(from.x, to.x) > size.width ||
    Math.min(from.y, to.y) > size.height;
  return isOutside ? undefined : [from.x, from.y, to.x, to.y];
}

function routeLines({ route, placeOf, view, size }: LinkDrawing): readonly number[] {
  const pixels = route.flatMap((nodeid) => {
    const place = placeOf(nodeid);
    return place === undefined ? [] : [pixelOf(view, size, place)];
  });
  return pixels.flatMap((pixel, index) => {
    const next = pixels[index + 1];
    return next === undefined ? [] : [pixel.x, pixel.y, next.x, next.y];
  });
}

/** Texts that cover no node and no other text; those of lines that lie on each other would. */
function roomy(texts: readonly LineText[], { model, placeOf, view, size }: LinkDrawing): readonly LineText[] {
  const taken = [...model.nodes.keys()].flatMap((nodeid) => {
    const place = placeOf(nodeid);
    return place === undefined ? [] : [pixelOf(view, size, place)];
  });
  const byPriority = [...texts].sort((one, other) => Number(other.isCut) - Number(one.isCut));
  return byPriority.filter((text) => {
    const isFree = taken.every(({ x, y }) => Math.abs(x - text.x) > 40 || Math.abs(y - text.y) > 18);
    if (isFree) taken.push(text);
    return isFree;
  });
}

function drawTexts(context: CanvasRenderingContext2D, texts: readonly LineText[], colours: MapColours): void {
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = colours.surface;
  context.fillStyle = colours.text;
  for (const { x, y, text } of texts) {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
