import { expect, test } from 'vitest';
import {
  formatDuration,
  maxDuration,
  parseDuration,
  parseDurationRange,
} from '../../../src/core/time/duration.js';

test.each([
  [250, 250],
  [0, 0],
  [1.5, 1.5],
  ['250', 250],
  ['250ms', 250],
  ['30s', 30_000],
  ['0.5s', 500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['3650d', maxDuration],
])('%s is a duration of %d ms', (input, ms) => {
  expect(parseDuration(input)).toBe(ms);
});

test.each([
  -1,
  NaN,
  Infinity,
  maxDuration + 1,
  '3651d',
  '-1s',
  '',
  's',
  '30 s',
  '30sec',
  '30S',
  '1e3',
  '+5s',
  '.5s',
  '5.s',
  '0x10',
  '1h30m',
  '٣٠s',
])('%s is no duration', (input) => {
  expect(parseDuration(input)).toBeUndefined();
});

test.each([
  ['20ms..50ms', { min: 20, max: 50 }],
  ['20ms', { min: 20, max: 20 }],
  [20, { min: 20, max: 20 }],
  ['1s..1s', { min: 1_000, max: 1_000 }],
  ['0..1s', { min: 0, max: 1_000 }],
])('%s is a range of durations', (input, range) => {
  expect(parseDurationRange(input)).toEqual(range);
});

test.each(['50ms..20ms', '1s..', '..1s', '..', '1s...2s', '1s..2s..3s', '1s-2s', ''])(
  '%s is no range of durations',
  (input) => {
    expect(parseDurationRange(input)).toBeUndefined();
  },
);

test.each([
  [0, '0'],
  [1, '1ms'],
  [1_500, '1500ms'],
  [30_000, '30s'],
  [90_000, '90s'],
  [300_000, '5m'],
  [7_200_000, '2h'],
  [86_400_000, '1d'],
])('%d ms are written %s, which reads back as the same', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
  expect(parseDuration(text)).toBe(ms);
});
