/**
 * The value that a share of all values does not exceed.
 * @param {readonly number[]} values
 * @param {number} share 0.5 for the median
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * Median, extremes and spread of values. The spread is the width of their middle half, as a share of the median: one
 * pair that another program disturbed does not widen it, a disturbed machine does.
 * @param {readonly number[]} values
 */
export function summaryOf(values) {
  const middle = median(values);
  const width = quantile(values, 0.75) - quantile(values, 0.25);
  return {
    median: middle,
    min: quantile(values, 0),
    max: quantile(values, 1),
    spread: width === 0 ? 0 : width / Math.abs(middle),
  };
}
