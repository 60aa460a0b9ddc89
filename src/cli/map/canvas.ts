import type { Point } from './projection.js';

/** Width of the drawing, and the bounds of its height. */
const width = 1_200;
const height = { min: 320, max: 1_200 };

/** Space around the nodes, for their labels. */
const margin = 90;

/** Space below, for the legend. */
const footer = 110;

/** A network that is smaller is drawn as if it were so wide, m. */
const smallest = 10;

/** Where points are drawn. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Top of the legend. */
  readonly legend: number;
  /** Pixels for a metre. */
  readonly scale: number;
  readonly points: readonly Point[];
}

/** Fits points, which are metres, into a drawing. */
export function canvasOf(points: readonly Point[]): Canvas {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = boundsOf(xs);
  const [low, high] = boundsOf(ys);
  const wide = Math.max(right - left, smallest);
  const tall = high - low;
  const room = { x: width - 2 * margin, y: height.max - 2 * margin };
  const scale = Math.min(room.x / wide, room.y / Math.max(tall, smallest));
  const inner = Math.max(height.min - 2 * margin, tall * scale);
  const middle = { x: (left + right) / 2, y: (low + high) / 2 };
  return {
    width,
    height: round(inner + 2 * margin + footer),
    legend: round(inner + 2 * margin),
    scale,
    points: points.map(({ x, y }) => ({
      x: round(width / 2 + (x - middle.x) * scale),
      y: round(margin + inner / 2 - (y - middle.y) * scale),
    })),
  };
}

/** One decimal: a tenth of a pixel is not seen. */
export const round = (value: number) => Math.round(value * 10) / 10;

function boundsOf(values: readonly number[]): readonly [number, number] {
  // One by one: a call takes no 10,000 arguments everywhere.
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? [0, 0] : [low, high];
}

/** A bar for the scale: a round length of at most so many pixels. */
export function scaleBar(scale: number, most: number): { readonly pixels: number; readonly text: string } {
  const metres = most / scale;
  const power = 10 ** Math.floor(Math.log10(metres));
  const length = ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power;
  const text = length >= 1_000 ? `${length / 1_000} km` : `${Number(length.toPrecision(1))} m`;
  return { pixels: round(length * scale), text };
}
