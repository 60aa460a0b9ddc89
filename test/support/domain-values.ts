import fc from 'fast-check';
import type { Domain } from '../../src/index.js';

/** How a whole number may be written: `30`, `030`, `30.0`. */
function written(value: number): fc.Arbitrary<string> {
  return value < 0
    ? fc.constantFrom(`${value}`, `${value}.0`)
    : fc.constantFrom(`${value}`, `0${value}`, `${value}.0`);
}

/** Texts that a parameter of this domain takes, at its edges above all. */
export function allowedBy({ kind, range, values, examples = [] }: Domain): fc.Arbitrary<string> {
  if (values !== undefined) return fc.constantFrom(...values);
  if (range === undefined) return fc.constantFrom(...examples);
  const { min, max } = range;
  const edges = fc.constantFrom(min, max).chain(written);
  if (kind === 'integer') return fc.oneof(edges, fc.integer({ min, max }).chain(written));
  const thousandths = fc.integer({ min: min * 1_000, max: max * 1_000 });
  return fc.oneof(
    edges,
    thousandths.map((value) => (value / 1_000).toFixed(3)),
  );
}

/** What is a value of no domain: no text, or one that is too long or holds what none may. */
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

/** Texts that are nearly numbers, and numbers that are none for a radio. */
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
  NaN,
  Infinity,
  -Infinity,
  1e400,
  1e21,
  1e-7,
];

/** What a parameter of this domain refuses: below, above, off the grid, of the wrong kind. */
export function refusedBy({ kind, range, values }: Domain): fc.Arbitrary<unknown> {
  const never = fc.constantFrom(...neverAllowed);
  if (kind === 'text') return never;
  const noNumber = fc.constantFrom(...noNumbers);
  if (range === undefined) {
    const outside = values === undefined ? ['0', '-4700', '99999', '4700.05'] : ['-1', '99999', '0.5'];
    return fc.oneof(never, noNumber, fc.constantFrom<unknown>(...outside));
  }
  const { min, max } = range;
  const beyond = fc.oneof(fc.integer({ min: max + 1 }), fc.integer({ max: min - 1 })).map(String);
  const edges = fc.constantFrom(`${min - 1}`, `${max + 1}`, `${max}.0000000000000000001`);
  const between = fc.integer({ min, max: max - 1 }).map((value) => `${value < 0 ? value + 1 : value}.5`);
  return kind === 'integer'
    ? fc.oneof(never, noNumber, beyond, edges, between)
    : fc.oneof(never, noNumber, beyond, edges);
}
