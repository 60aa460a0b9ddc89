import { expect, test } from 'vitest';
import {
  durationText,
  leftOf,
  nextCountdown,
  partLeft,
  realTimeToEnd,
} from '../../page/src/radio/countdown.js';
import { dateText, isoOf, scaleText, timeText } from '../../page/src/time/clock-text.js';

const softBoot = (leftMs: number) => ({ cause: 'soft-boot', leftMs });

test('a blackout counts down smoothly between two statuses', () => {
  const countdown = nextCountdown(undefined, softBoot(4_000), 100, 1);
  if (countdown === undefined) throw new Error('there is none');
  expect(leftOf(countdown, 1_100)).toBe(3_000);
  expect(partLeft(countdown, 2_100)).toBe(0.5);
  expect(leftOf(countdown, 99_999)).toBe(0);
  expect(realTimeToEnd(countdown, 1_100)).toBe(3_000);
});

test('the bar keeps its whole length through the statuses of one blackout', () => {
  const first = nextCountdown(undefined, softBoot(4_000), 0, 1);
  const second = nextCountdown(first, softBoot(3_010), 1_000, 1);
  expect(second?.totalMs).toBe(4_000);
  expect(nextCountdown(second, null, 4_000, 1)).toBeUndefined();
});

test('a blackout that is extended, and one of another cause, begin a bar anew', () => {
  const first = nextCountdown(undefined, softBoot(4_000), 0, 1);
  expect(nextCountdown(first, softBoot(9_000), 1_000, 1)?.totalMs).toBe(9_000);
  expect(nextCountdown(first, { cause: 'reboot', leftMs: 2_000 }, 1_000, 1)?.totalMs).toBe(2_000);
});

test('it follows the clock: ten times as fast, or standing still', () => {
  const fast = nextCountdown(undefined, softBoot(10_000), 0, 10);
  const still = nextCountdown(undefined, softBoot(10_000), 0, 0);
  if (fast === undefined || still === undefined) throw new Error('there is none');
  expect(leftOf(fast, 500)).toBe(5_000);
  expect(realTimeToEnd(fast, 500)).toBe(500);
  expect(leftOf(still, 500)).toBe(10_000);
  expect(realTimeToEnd(still, 500)).toBeUndefined();
});

test('offline has no end', () => {
  const offline = nextCountdown(undefined, { cause: 'offline', leftMs: null }, 0, 1);
  if (offline === undefined) throw new Error('there is none');
  expect(leftOf(offline, 9_999)).toBeUndefined();
  expect(partLeft(offline, 9_999)).toBe(1);
  expect(nextCountdown(offline, softBoot(5_000), 1, 1)?.totalMs).toBe(5_000);
});

test('times are in words', () => {
  expect([0, 3_210, 59_999, 65_000, 3_723_000].map(durationText)).toEqual([
    '0.0 s',
    '3.3 s',
    '1 min 00 s',
    '1 min 05 s',
    '1 h 03 min',
  ]);
});

test('the clock is in UTC, with its scale; a time that no date has does no harm', () => {
  expect(dateText(0)).toBe('1970-01-01');
  expect(timeText(1_796_003_532_603)).toBe('01:52:12 UTC');
  expect(isoOf(1e20)).toBe('1970-01-01T00:00:00.000Z');
  expect([1, 10, 0.5, null].map(scaleText)).toEqual(['real time', '×10', '×0.5', 'real time']);
});
