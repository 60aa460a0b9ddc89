import { expect, test } from 'vitest';
import { jsonStart } from '../../src/core/json-start.js';

test.each<[unknown]>([
  [null],
  [{ a: [1, 'two', { b: undefined, c: [undefined] }], 'd"': false }],
  [[]],
  [{}],
  [{ when: new Date(0) }],
  ['\u001b"'],
  [[1.5, -0, 1e300, Infinity]],
])('a value that is short enough is written as JSON.stringify does: %j', (value) => {
  expect(jsonStart(value, 100)).toBe(JSON.stringify(value));
});

test('of a longer one there is one character more than allowed', () => {
  for (const value of [['x'.repeat(100)], { ['k'.repeat(100)]: 1 }, Array.from({ length: 100 }, () => [0])])
    expect(jsonStart(value, 20)).toBe(JSON.stringify(value).slice(0, 21));
});

test('what holds itself, or is no JSON, throws', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => jsonStart(cycle, 10)).toThrow(TypeError);
  expect(() => jsonStart([1n], 10)).toThrow(TypeError);
});
