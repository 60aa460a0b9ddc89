import { expect, test } from 'vitest';
import { powerOfTen } from '../../src/core/power-of-ten.js';

test.each([-64, -17, -3, -1, 0, 1, 2, 5, 22, 64])('10 to the power of %i is exact', (exponent) => {
  expect(powerOfTen(exponent)).toBe(Number(`1e${exponent}`));
});

test.each([
  [0.5, 3.1622776601683795],
  [-0.3, 0.5011872336272722],
  [2.7, 501.18723362727246],
  [-12.45, 3.5481338923357546e-13],
  [3.999_999, 9_999.976_974_175_516],
  [70.25, 1.778279410038923e70],
  [-120.5, 3.1622776601683794e-121],
])('10 to the power of %d', (exponent, power) => {
  expect(powerOfTen(exponent) / power).toBeCloseTo(1, 13);
});

test('beyond what a number holds', () => {
  expect([Infinity, 400, -400, -Infinity, NaN].map(powerOfTen)).toEqual([Infinity, Infinity, 0, 0, NaN]);
});
