import { expect, test } from 'vitest';
import {
  decimalDomain,
  integerDomain,
  nameDomain,
  numberChoiceDomain,
  parseNumber,
  switchDomain,
} from '../../../src/radio/values/domain.js';

test.each([
  ['0', 0],
  ['-0', -0],
  ['27', 27],
  ['-118.447', -118.447],
  ['4700.0', 4_700],
  ['007', 7],
  ['0'.repeat(32), 0],
])('%s is a number', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each([
  '',
  ' ',
  ' 5',
  '5 ',
  '5\n',
  '+5',
  '--5',
  '1e3',
  '1E3',
  '.5',
  '5.',
  '5.5.5',
  '5,5',
  '1_000',
  '0x10',
  '0b1',
  'NaN',
  'Infinity',
  '-',
  '٢٧',
  '２７',
  '²',
  '−5',
  '0'.repeat(33),
])('%j is no number', (text) => {
  expect(parseNumber(text)).toBeUndefined();
});

test.each([
  ['0', true],
  ['39', true],
  ['20', true],
  ['20.0', true],
  ['-1', false],
  ['40', false],
  ['20.5', false],
  ['39.0001', false],
  ['', false],
  ['high', false],
])('whole numbers from 0 to 39: %j is allowed: %s', (text, allowed) => {
  expect(integerDomain(0, 39, 'dBm').holds(text)).toBe(allowed);
});

test.each([
  ['-90', true],
  ['90', true],
  ['34.057', true],
  ['-90.0000001', false],
  ['90.1', false],
  ['1e1', false],
])('numbers from -90 to 90: %j is allowed: %s', (text, allowed) => {
  expect(decimalDomain(-90, 90, 'degrees').holds(text)).toBe(allowed);
});

test.each([
  ['1.25', true],
  ['20', true],
  ['20.0', true],
  ['1.250', true],
  ['10', false],
  ['', false],
  ['20 ', false],
  ['wide', false],
])('a list of numbers: %j is allowed: %s', (text, allowed) => {
  expect(numberChoiceDomain(['1.25', '20'], 'MHz').holds(text)).toBe(allowed);
});

test.each([
  ['freq', true],
  ['bw', true],
  ['FREQ', false],
  ['freq ', false],
  ['freq, bw', false],
  ['toString', false],
  ['', false],
])('a list of names: %j is allowed: %s', (text, allowed) => {
  expect(nameDomain(['freq', 'bw']).holds(text)).toBe(allowed);
});

test.each([
  ['0', true],
  ['1', true],
  ['2', false],
  ['true', false],
  ['on', false],
])('a switch: %j is allowed: %s', (text, allowed) => {
  expect(switchDomain.holds(text)).toBe(allowed);
});

test('a domain says what it allows', () => {
  expect(integerDomain(0, 39, 'dBm').allowed).toBe('0 to 39 dBm, whole numbers');
  expect(decimalDomain(-90, 90, 'degrees').allowed).toBe('-90 to 90 degrees');
  expect(numberChoiceDomain(['5', '20'], 'MHz').allowed).toBe('5, 20 MHz');
  expect(nameDomain(['freq', 'bw']).allowed).toBe('freq, bw');
  expect(switchDomain.allowed).toBe('0, 1');
});
