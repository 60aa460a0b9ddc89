import type { Point } from './projection.js';

/** A text that wants a place beside a mark; pixels. */
interface Label extends Point {
  readonly key: string;
  readonly text: string;
}

/** Side of its mark at which a label is. */
export type LabelSide = 'right' | 'left' | 'below';

/** Sizes of the labels as network.css has them, pixels. Most characters are narrower. */
const sizes = { character: 7.2, height: 18, gap: 13, mark: 9 } as const;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Labels that have room, the first ones first. What finds none is left out: it is in the mark's name for a screen
 * reader, and is shown when the mark is pointed at.
 * @param halfWidth pixels from the middle to the left and right edge; a label that would be cut there goes elsewhere
 */
export function placeLabels(labels: readonly Label[], halfWidth = Infinity): ReadonlyMap<string, LabelSide> {
  const marks = labels.map(markBox);
  const taken: Box[] = [];
  const places = new Map<string, LabelSide>();
  for (const [index, label] of labels.entries()) {
    const free = boxesOf(label).filter(
      ([, box]) =>
        !taken.some((other) => overlap(box, other)) &&
        !marks.some((other, at) => at !== index && overlap(box, other)),
    );
    const found = free.find(([, { left, right }]) => left >= -halfWidth && right <= halfWidth) ?? free[0];
    if (found === undefined) continue;
    taken.push(found[1]);
    places.set(label.key, found[0]);
  }
  return places;
}

function markBox({ x, y }: Point): Box {
  return { left: x - sizes.mark, right: x + sizes.mark, top: y - sizes.mark, bottom: y + sizes.mark };
}

function boxesOf({ x, y, text }: Label): readonly (readonly [LabelSide, Box])[] {
  const width = text.length * sizes.character;
  const [top, bottom] = [y - sizes.height / 2, y + sizes.height / 2];
  return [
    ['right', { left: x + sizes.gap, right: x + sizes.gap + width, top, bottom }],
    ['left', { left: x - sizes.gap - width, right: x - sizes.gap, top, bottom }],
    [
      'below',
      { left: x - width / 2, right: x + width / 2, top: y + sizes.gap, bottom: y + sizes.gap + sizes.height },
    ],
  ];
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
