/**
 * The line through some points by least squares, and how sure its slope is.
 * @param {readonly { x: number, y: number }[]} points
 * @returns {{ slope: number, error: number }} `error`: standard error of the slope
 */
export function slopeOf(points) {
  const count = points.length;
  const mean = (/** @type {'x' | 'y'} */ key) => points.reduce((sum, point) => sum + point[key], 0) / count;
  const [x0, y0] = [mean('x'), mean('y')];
  const spread = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - y0 - slope * (x - x0)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / Math.max(1, count - 2) / spread) };
}
