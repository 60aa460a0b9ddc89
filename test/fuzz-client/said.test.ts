import { expect, test } from 'vitest';
import { SaidValues, isSameValue } from '../../src/fuzz-client/said.js';

test.each([
  [['2490'], ['2490'], true],
  ['2490', ['2490'], true],
  [2490, ['2490'], true],
  ['2490.0', ['2490'], true],
  [['4700', 20], ['4700', '20'], true],
  [[['a'], ['b']], [['a'], ['b']], true],
  ['24', ['2490'], false],
  ['', ['0'], false],
  [null, ['2490'], false],
  [undefined, ['2490'], false],
  [['2490', '20'], ['2490'], false],
  [0, [''], false],
  ['0x10', ['16'], false],
])('%j for %j: %j', (value, said, isSame) => {
  expect(isSameValue(value, said)).toBe(isSame);
});

test('a value that the radio said may be reported once', () => {
  const said = new SaidValues();
  said.add('freq', ['2490']);
  expect(said.judge('freq', '2490')).toBeUndefined();
  expect(said.judge('freq', '2490')).toBe(
    'it reported "2490" for freq again, without a new reading; the radio last said ["2490"]',
  );
});

test('a value from before the last reading is stale', () => {
  const said = new SaidValues();
  said.add('freq', ['2490']);
  expect(said.judge('freq', '2490')).toBeUndefined();
  said.add('freq', ['4700']);
  expect(said.judge('freq', '2490')).toMatch(/^it reported "2490" for freq again/);
  expect(said.judge('freq', '4700')).toBeUndefined();
});

test('readings may be left out', () => {
  const said = new SaidValues();
  for (const value of ['1', '2', '3']) said.add('freq', [value]);
  expect(said.judge('freq', '2')).toBeUndefined();
  expect(said.judge('freq', '3')).toBeUndefined();
});

test('a value that was never said is named with the last one', () => {
  const said = new SaidValues();
  said.add('freq', ['2490']);
  expect(said.judge('freq', '24')).toBe('it reported "24" for freq; the radio said ["2490"]');
  expect(said.judge('bw', '5')).toBe('it reported "5" for bw, of which the radio said nothing');
});
