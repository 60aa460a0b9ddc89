import type { Domain } from '../../radio/values/domain.js';
import type { FrequencyGrid } from '../../radio/values/frequency-profile.js';
import type { FrequencyRange } from '../target.js';

/** A value at a boundary of a domain, or next to it. */
export interface BoundaryValue {
  readonly value: string;
  readonly isAllowed: boolean;
  /** Where it is: `1 above 39`. */
  readonly boundary: string;
}

const allowed = (value: string, boundary: string): BoundaryValue => ({ value, boundary, isAllowed: true });
const refused = (value: string, boundary: string): BoundaryValue => ({ value, boundary, isAllowed: false });

/** Less than a double can tell from nothing, so that a comparison of doubles lets it pass. */
const hair = '.0000000000000000001';

/** Values around the ends of a range of numbers. */
function ofRange(min: number, max: number, isWhole: boolean): readonly BoundaryValue[] {
  const inner =
    max - min < 2 ? [] : [allowed(`${min + 1}`, `1 above ${min}`), allowed(`${max - 1}`, `1 below ${max}`)];
  // Beyond the lower end only where the number below it is negative: 0 and a hair is more than 0.
  const below = min <= 0 ? [refused(`${min === 0 ? '-0' : min}${hair}`, `a hair below ${min}`)] : [];
  const between = min < max ? [refused(`${max > 0 ? max - 1 : max}.5`, `a half beside ${max}`)] : [];
  return [
    allowed(`${min}`, `at ${min}`),
    allowed(`${max}`, `at ${max}`),
    ...inner,
    allowed(`${max}.0`, `at ${max}, with a decimal`),
    refused(`${min - 1}`, `1 below ${min}`),
    refused(`${max + 1}`, `1 above ${max}`),
    ...(max >= 0 ? [refused(`${max}${hair}`, `a hair above ${max}`)] : []),
    ...below,
    ...(isWhole ? between : []),
  ];
}

/** Values of a list, and next to them. */
function ofValues(values: readonly string[], isNumber: boolean): readonly BoundaryValue[] {
  const ends = values.filter((_, index) => index === 0 || index === values.length - 1);
  const inList = ends.map((value) => allowed(value, `in the list: ${value}`));
  if (!isNumber)
    return [...inList, ...ends.map((value) => refused(`${value}_`, `a letter more than ${value}`))];
  const numbers = new Set(values.map(Number));
  const beside = ends
    .flatMap((value) => [Number(value) - 1, Number(value) + 1].map((each) => [value, each] as const))
    .filter(([, each]) => !numbers.has(each))
    .map(([value, each]) => refused(String(each), `1 beside ${value}`));
  return [...inList, ...beside];
}

function isInside(frequency: number, ranges: readonly FrequencyRange[], grid: FrequencyGrid): boolean {
  return ranges.some(
    ({ start, step, end }) =>
      frequency >= start &&
      frequency <= end &&
      (grid === 'step' ? (frequency - start) % step === 0 : frequency % 100 === 0),
  );
}

/** Frequencies around the ends of ranges, and between their steps. */
function ofFrequencies(ranges: readonly FrequencyRange[], grid: FrequencyGrid): readonly BoundaryValue[] {
  const places = ranges.flatMap(({ start, end }) => [
    [start, 'the start'] as const,
    [start - 100, '0.1 below the start'] as const,
    [start + 50, '0.05 above the start'] as const,
    [end, 'the end'] as const,
    [end + 100, '0.1 above the end'] as const,
    [end - 50, '0.05 below the end'] as const,
  ]);
  return places.map(([kilohertz, where]) => ({
    value: String(kilohertz / 1_000),
    isAllowed: isInside(kilohertz, ranges, grid),
    boundary: `${where} of a range`,
  }));
}

/** The values at the boundaries of a domain and next to them; none for a text, whose domain has no known boundary. */
export function boundaryValues(
  { kind, range, values }: Domain,
  frequencies: readonly FrequencyRange[],
  grid: FrequencyGrid,
): readonly BoundaryValue[] {
  if (kind === 'frequency') return ofFrequencies(frequencies, grid);
  if (values !== undefined) return ofValues(values, kind !== 'name');
  return range === undefined ? [] : ofRange(range.min, range.max, kind === 'integer');
}
