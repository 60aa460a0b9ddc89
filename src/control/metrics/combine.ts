import type { DurationFigures } from '../../simulator/counters/duration-counts.js';
import type { Sample, Summary } from './series.js';

/** A value that grows with each radio. */
interface Total {
  readonly labels: Sample['labels'];
  value: number;
}

/** One sample for each set of labels, of the samples of several radios. */
export function combinedSamples(
  ofRadios: readonly (readonly Sample[])[],
  summary: Summary = 'sum',
): readonly Sample[] {
  const totals: Total[] = [];
  const combine = combinations[summary];
  for (const samples of ofRadios) {
    for (const [index, { labels, value }] of samples.entries()) {
      // Most series have the same labels in the same order for each radio.
      const before = totals[index];
      const total =
        before !== undefined && areSame(before.labels, labels)
          ? before
          : totals.find((each) => areSame(each.labels, labels));
      if (total === undefined) totals.push({ labels, value });
      else total.value = combine(total.value, value);
    }
  }
  return totals;
}

/** All samples of a series have the same names of labels. */
function areSame(one: Sample['labels'], other: Sample['labels']): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}

const combinations: Readonly<Record<Summary, (one: number, other: number) => number>> = {
  sum: (one, other) => one + other,
  min: Math.min,
  max: Math.max,
};

/** The durations of several radios together; undefined for none. All have the same bounds. */
export function combinedDurations(ofRadios: readonly DurationFigures[]): DurationFigures | undefined {
  const [first, ...others] = ofRadios;
  if (first === undefined) return undefined;
  const counts = [...first.counts];
  let { sumMs } = first;
  for (const other of others) {
    for (const [index, count] of other.counts.entries()) counts[index] = (counts[index] ?? 0) + count;
    sumMs += other.sumMs;
  }
  return { boundsMs: first.boundsMs, counts, sumMs };
}
