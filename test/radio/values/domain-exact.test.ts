import { expect, test } from 'vitest';
import {
  decimalDomain,
  integerDomain,
  nameDomain,
  numberChoiceDomain,
} from '../../../src/radio/values/domain.js';

/** More decimals than a double holds. */
const hair = '0000000000000000000001';

test.each([
  [`39.${hair}`, false],
  [`0.${hair}`, false],
  [`-0.${hair}`, false],
  ['39.0000000000000000000000', true],
  ['38.9999999999999999999999', false],
  ['0000000000000000000000000020.0', true],
])('%s as a whole number from 0 to 39: %s', (text, allowed) => {
  expect(integerDomain(0, 39, 'dBm').holds(text)).toBe(allowed);
});

test.each([
  [`90.${hair}`, false],
  [`-90.${hair}`, false],
  [`89.9999999999999999999999`, true],
  [`-89.9999999999999999999999`, true],
  ['-90.000', true],
])('%s as a number from -90 to 90: %s', (text, allowed) => {
  expect(decimalDomain(-90, 90, 'degrees').holds(text)).toBe(allowed);
});

test.each([
  [`20.${hair}`, false],
  [`1.25${hair}`, false],
  ['1.2500', true],
  ['0020.00', true],
  ['-20', false],
  ['-0', false],
])('%s among 1.25 and 20: %s', (text, allowed) => {
  expect(numberChoiceDomain(['1.25', '20'], 'MHz').holds(text)).toBe(allowed);
});

test('nought is nought, whatever its sign', () => {
  expect(numberChoiceDomain(['0', '1']).holds('-0.0')).toBe(true);
});

test('a choice knows a number from its opposite', () => {
  const choice = numberChoiceDomain(['-5', '7'], 'dB');
  expect(['-5', '-5.0', '-05', '5', '-7', '', '-'].map((text) => choice.holds(text))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(choice).toMatchObject({ kind: 'choice', unit: 'dB', allowed: '-5, 7 dB' });
  expect(numberChoiceDomain(['1'])).not.toHaveProperty('unit');
  expect(numberChoiceDomain(['1']).allowed).toBe('1');
});

test('noughts inside a number count', () => {
  const choice = numberChoiceDomain(['10.05', '100']);
  expect(['10.05', '1.5', '10.5', '1.05', '100', '1'].map((text) => choice.holds(text))).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
});

test('each kind of domain says which it is', () => {
  expect(integerDomain(0, 1, 'm').kind).toBe('integer');
  expect(decimalDomain(0, 1, 'm').kind).toBe('decimal');
  expect(nameDomain(['a'])).toMatchObject({ kind: 'name', allowed: 'a' });
});
