import type { Point } from './projection.js';

/** A text that wants a place beside a point, or over the middle of a line. */
export interface Label {
  readonly text: string;
  readonly at: Point;
  /** Pixels between the point and the text; 0: the text is centred on it. */
  readonly gap: number;
  readonly size: number;
}

/** A label in its place. */
export interface PlacedLabel {
  readonly text: string;
  readonly size: number;
  readonly box: Box;
}

/** A part of the drawing, pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line between two points. */
export type Line = readonly [Point, Point];

/** Things that labels keep away from. */
interface Surroundings {
  /** Points that no text covers. */
  readonly points: readonly Point[];
  /** Their radius. */
  readonly radius: number;
  /** Lines that as few texts as possible cover. */
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** Width of a character, as a share of the size of the text: most are narrower. */
const characterWidth = 0.6;

/** Side of a cell in which boxes are looked up, pixels. */
const cell = 64;

/** Boxes that are taken, by cells. */
class TakenBoxes {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of keysOf(box)) this.#cells.set(key, [...(this.#cells.get(key) ?? []), box]);
  }

  isFree(box: Box): boolean {
    for (const key of keysOf(box))
      if ((this.#cells.get(key) ?? []).some((other) => overlap(box, other))) return false;
    return true;
  }
}

function* keysOf({ left, top, right, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1)
    for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) yield `${x} ${y}`;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/**
 * Places labels, the first ones first: right of the point, left, above, below, or at the corners, where they cover the
 * fewest lines. One that finds no place is left out.
 */
export function placeLabels(
  labels: readonly Label[],
  { points, radius, lines, width, height }: Surroundings,
): readonly PlacedLabel[] {
  const taken = new TakenBoxes();
  for (const { x, y } of points)
    taken.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  return labels.flatMap((label) => {
    const free = boxesOf(label).filter(
      (each) =>
        each.left >= 0 && each.top >= 0 && each.right <= width && each.bottom <= height && taken.isFree(each),
    );
    const covered = free.map((each) => lines.filter((line) => crosses(each, line)).length);
    const box = free[covered.indexOf(Math.min(...covered))];
    if (box === undefined) return [];
    taken.add(box);
    return [{ text: label.text, size: label.size, box }];
  });
}

/** True if a line goes through a box: a part of the line is left when all that is outside is cut off. */
function crosses({ left, top, right, bottom }: Box, [from, to]: Line): boolean {
  let [first, last] = [0, 1];
  const sides = [
    [from.x - to.x, from.x - left],
    [to.x - from.x, right - from.x],
    [from.y - to.y, from.y - top],
    [to.y - from.y, bottom - from.y],
  ] as const;
  for (const [slope, space] of sides) {
    if (slope === 0 && space < 0) return false;
    if (slope < 0) first = Math.max(first, space / slope);
    if (slope > 0) last = Math.min(last, space / slope);
  }
  return first <= last;
}

function boxesOf({ text, at, gap, size }: Label): readonly Box[] {
  const [wide, tall] = [Array.from(text).length * size * characterWidth, size];
  const boxAt = (left: number, top: number): Box => ({
    left,
    top,
    right: left + wide,
    bottom: top + tall,
  });
  const [middleX, middleY] = [at.x - wide / 2, at.y - tall / 2];
  if (gap === 0) return [boxAt(middleX, middleY)];
  const [right, left] = [at.x + gap, at.x - gap - wide];
  const [above, below] = [at.y - gap - tall, at.y + gap];
  return [
    boxAt(right, middleY),
    boxAt(left, middleY),
    boxAt(middleX, above),
    boxAt(middleX, below),
    boxAt(right - gap / 2, above + gap / 2),
    boxAt(right - gap / 2, below - gap / 2),
    boxAt(left + gap / 2, above + gap / 2),
    boxAt(left + gap / 2, below - gap / 2),
  ];
}
