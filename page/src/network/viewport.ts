import type { Point } from './projection.js';

/** The part of the map that is seen: its middle in metres, and pixels for a metre. */
export interface View extends Point {
  readonly scale: number;
}

/** Size of the map's element, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle on the map's plane, m. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Bounds of the scale: from half the globe on a phone to a metre on ten pixels. */
export const scales = { min: 1e-5, max: 10 } as const;

/** A network that is smaller is fitted as if it were so wide, m. */
const minExtent = 100;

/** Space around the nodes when they are fitted, pixels: for their labels, the scale and the map's buttons. */
const margin = { x: 56, y: 72 } as const;

/** Steps in which what is drawn follows a view that is moved, pixels. Between them it is only shifted. */
export const shiftStep = 128;

const boundedScale = (scale: number) => Math.max(scales.min, Math.min(scales.max, scale));

/** The pixel of a point, from the upper left corner. */
export function pixelOf(view: View, { width, height }: Size, { x, y }: Point): Point {
  return { x: width / 2 + (x - view.x) * view.scale, y: height / 2 - (y - view.y) * view.scale };
}

/** The point of a pixel. */
export function pointAt(view: View, { width, height }: Size, pixel: Point): Point {
  return {
    x: view.x + (pixel.x - width / 2) / view.scale,
    y: view.y - (pixel.y - height / 2) / view.scale,
  };
}

/** Zooms; the point below the pixel stays where it is. */
export function zoomed(view: View, size: Size, pixel: Point, factor: number): View {
  const scale = boundedScale(view.scale * factor);
  const fixed = pointAt(view, size, pixel);
  return {
    x: fixed.x - (pixel.x - size.width / 2) / scale,
    y: fixed.y + (pixel.y - size.height / 2) / scale,
    scale,
  };
}

/** Moves what is seen by pixels: to the right and down, as the pointer does that drags the map. */
export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale };
}

/** The view in which all points are seen. */
export function fitted(points: Iterable<Point>, { width, height }: Size): View {
  const { left, right, bottom, top } = regionOf(points);
  if (left > right) return { x: 0, y: 0, scale: 1 };
  const [wide, tall] = [Math.max(width - 2 * margin.x, 1), Math.max(height - 2 * margin.y, 1)];
  const scale = Math.min(wide / Math.max(right - left, minExtent), tall / Math.max(top - bottom, minExtent));
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale: boundedScale(scale) };
}

/** The smallest rectangle around points; of none its left is right of its right. */
export function regionOf(points: Iterable<Point>): Region {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, right, bottom, top };
}

/** The rectangle that is seen, with so many pixels around it. */
export function seenRegion(view: View, { width, height }: Size, around: number): Region {
  const [x, y] = [(width / 2 + around) / view.scale, (height / 2 + around) / view.scale];
  return { left: view.x - x, right: view.x + x, bottom: view.y - y, top: view.y + y };
}

export function isInside({ left, right, bottom, top }: Region, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

/** The view to which drawings belong while the view is moved: it follows in steps. */
export function steppedView({ x, y, scale }: View): View {
  const step = shiftStep / scale;
  return { x: Math.round(x / step) * step, y: Math.round(y / step) * step, scale };
}

/** A bar of a round length of at most so many pixels. */
export function scaleBar(
  scale: number,
  maxPixels: number,
): { readonly pixels: number; readonly text: string } {
  const metres = maxPixels / scale;
  const power = 10 ** Math.floor(Math.log10(metres));
  const length = ([5, 2].find((step) => step * power <= metres) ?? 1) * power;
  return { pixels: Math.round(length * scale), text: `${Number(length.toPrecision(1))} m` };
}
