import { expect, test } from 'vitest';
import { type StepInput, createSilvusMock } from '../../src/index.js';

const accept = (steps: readonly StepInput[]) => createSilvusMock({ scenario: { steps } }).lifecycle;

const notes = (count: number): StepInput[] => Array.from({ length: count }, () => ({ note: 'a' }));

/** A note in so many repetitions. */
function nested(depth: number): StepInput {
  return depth === 0 ? { after: '1s', note: 'a' } : { repeat: { times: 2, steps: [nested(depth - 1)] } };
}

test('a list has up to 10,000 steps', () => {
  expect(accept(notes(10_000))).toBe('created');
  expect(() => accept(notes(10_001))).toThrow('scenario: steps: is not allowed; allowed: at most 10000');
});

test('repetitions go four deep', () => {
  expect(accept([nested(4)])).toBe('created');
  expect(() => accept([nested(5)])).toThrow(/^scenario: steps\.0\.repeat\.steps\.0\.repeat/);
});
