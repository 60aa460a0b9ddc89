import fc from 'fast-check';
import type { Domain } from '../../radio/values/domain.js';
import type { FrequencyRange } from '../target.js';

/** Forms of a whole number: `30`, `030`, `30.0`. */
function written(value: number): fc.Arbitrary<string> {
  return value < 0
    ? fc.constantFrom(`${value}`, `${value}.0`)
    : fc.constantFrom(`${value}`, `0${value}`, `${value}.0`);
}

const megahertz = (kilohertz: number) => String(kilohertz / 1_000);

/** Steps of frequencies in kHz where a range is not held to the steps of its profile. */
const fineStep = 100;

/** Frequencies of these ranges, at their ends above all. */
function allowedFrequency(ranges: readonly FrequencyRange[]): fc.Arbitrary<string> {
  const ends = fc.constantFrom(...ranges.flatMap(({ start, end }) => [start, end]));
  // Every step of a profile is allowed on either grid, as long as it is a whole tenth of a MHz.
  const within = fc.constantFrom(...ranges).chain(({ start, step, end }) =>
    fc
      .nat(Math.floor((end - start) / step))
      .map((index) => start + index * step)
      .map((each) => (each % fineStep === 0 ? each : start)),
  );
  return fc.oneof(ends, within).map(megahertz);
}

/** Values that a parameter of this domain takes, at its ends above all. */
export function allowedValue(
  { kind, range, values, examples = [] }: Domain,
  frequencies: readonly FrequencyRange[] = [],
): fc.Arbitrary<string> {
  if (kind === 'frequency' && frequencies.length > 0) return allowedFrequency(frequencies);
  if (values !== undefined) return fc.constantFrom(...values);
  if (range === undefined) return fc.constantFrom(...examples);
  const { min, max } = range;
  const ends = fc.constantFrom(min, max).chain(written);
  if (kind === 'integer') return fc.oneof(ends, fc.integer({ min, max }).chain(written));
  const thousandths = fc.integer({ min: min * 1_000, max: max * 1_000 });
  return fc.oneof(
    ends,
    thousandths.map((value) => (value / 1_000).toFixed(3)),
  );
}

/** Values of no domain: no texts, or texts that are too long or hold what none may. */
const neverAllowed: readonly unknown[] = [
  false,
  null,
  [],
  ['1'],
  {},
  { value: '1' },
  '\u0000',
  '\n',
  '\ud800',
  'x'.repeat(10_000),
  '9'.repeat(10_000),
];

/** Texts that are nearly numbers, and numbers that a radio does not take. */
const noNumbers: readonly unknown[] = [
  '',
  ' ',
  ' 1',
  '1 ',
  '+1',
  '1e3',
  '1e400',
  '0x1',
  'NaN',
  'Infinity',
  '-Infinity',
  '٢٧',
  '２７',
  '1,5',
  '1.',
  '.5',
  '--1',
  'one',
  // JSON has no such numbers: they are sent as null, which is refused too.
  NaN,
  Infinity,
  -Infinity,
  1e21,
  1e-7,
];

/** Values that a parameter of this domain refuses: below, above, between the steps, of another kind. */
export function refusedValue({ kind, range, values }: Domain): fc.Arbitrary<unknown> {
  const never = fc.constantFrom(...neverAllowed);
  if (kind === 'text') return never;
  const noNumber = fc.constantFrom(...noNumbers);
  if (range === undefined) {
    const outside = values === undefined ? ['0', '-4700', '99999', '4700.05'] : ['-1', '99999', '0.5'];
    return fc.oneof(never, noNumber, fc.constantFrom<unknown>(...outside));
  }
  const { min, max } = range;
  const beyond = fc.oneof(fc.integer({ min: max + 1 }), fc.integer({ max: min - 1 })).map(String);
  const ends = fc.constantFrom(`${min - 1}`, `${max + 1}`, `${max}.0000000000000000001`);
  const between = fc.integer({ min, max: max - 1 }).map((value) => `${value < 0 ? value + 1 : value}.5`);
  return kind === 'integer'
    ? fc.oneof(never, noNumber, beyond, ends, between)
    : fc.oneof(never, noNumber, beyond, ends);
}
