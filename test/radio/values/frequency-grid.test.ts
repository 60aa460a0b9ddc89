import { expect, test } from 'vitest';
import { FrequencyPlan, parseSpan } from '../../../src/radio/values/frequency-profile.js';

const profile = (...frequencies: readonly string[]) => [{ frequencies, bandwidth: '-1', antenna_mask: '3' }];

test.each(['', 'x', '1:', ':1:2', 'x:1:2', '1:x:2', '1:1:x', '1:2', '1:1:2:3', '2:1:1', '1:0:2', '1:-1:2'])(
  '%j is no entry of a profile',
  (entry) => {
    expect(parseSpan(entry)).toBeUndefined();
  },
);

test.each([
  ['2220.05', true],
  ['2220.050', true],
  ['2220.0500000', true],
  ['2220.0501', false],
  ['2220.05001', false],
  ['2220.0500000000000001', false],
  ['2220.04', false],
  ['2220.1', true],
])('with steps of 0.05 MHz, %s on the grid: %s', (freq, allowed) => {
  const plan = new FrequencyPlan(profile('2220:0.05:2221'), 'step');
  expect(plan.domain.holds(freq)).toBe(allowed);
  expect(plan.allows(freq, '20')).toBe(allowed);
});

test('an entry that is none allows nothing, and harms no other', () => {
  const plan = new FrequencyPlan(profile('x', '2220'), 'fine');
  expect(plan.domain.holds('2220')).toBe(true);
  expect(plan.domain.holds('x')).toBe(false);
  expect(plan.domain).toMatchObject({ kind: 'frequency', unit: 'MHz' });
});
