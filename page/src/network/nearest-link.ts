import type { Point } from './projection.js';

/** The distance of a point from the line between two others. */
export function distanceToSegment({ x, y }: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const nearest = Math.max(0, Math.min(1, share));
  return Math.hypot(x - from.x - nearest * dx, y - from.y - nearest * dy);
}

/**
 * The link nearest to a point, if it is nearer than so far.
 * @param placeOf the place of a node; a link of a node without one is not there
 */
export function nearestLink<Link extends { readonly nodes: readonly [number, number] }>(
  links: Iterable<Link>,
  placeOf: (nodeid: number) => Point | undefined,
  point: Point,
  maxDistance: number,
): Link | undefined {
  let [best, least]: [Link | undefined, number] = [undefined, maxDistance];
  for (const link of links) {
    const [from, to] = [placeOf(link.nodes[0]), placeOf(link.nodes[1])];
    if (from === undefined || to === undefined) continue;
    const distance = distanceToSegment(point, from, to);
    if (distance < least) [best, least] = [link, distance];
  }
  return best;
}
