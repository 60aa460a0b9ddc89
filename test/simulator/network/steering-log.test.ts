import { expect, test } from 'vitest';
import { SteeringLog } from '../../../src/simulator/network/steering-log.js';

const cut = (seconds: number) => ({
  seconds,
  do: 'cut' as const,
  from: 1,
  to: 2,
  direction: 'both' as const,
});

test('100,000 lines are kept; from the first that finds no place on they are counted only', () => {
  const log = new SteeringLog([]);
  for (let seconds = 0; seconds < 100_000; seconds += 1) log.record(cut(seconds));
  expect([log.count, log.dropped]).toEqual([100_000, 0]);
  log.record(cut(100_000));
  log.record(cut(100_001));
  expect([log.count, log.dropped, log.lines.at(-1)?.seconds]).toEqual([100_000, 2, 99_999]);
});

test('300,000 rows and points of all lines together: a short line after a dropped one is dropped too', () => {
  const log = new SteeringLog([]);
  const series = Array.from({ length: 150_000 }, (_, seconds) => ({ seconds, snr: 9 }));
  const override = { do: 'override' as const, from: 1, to: 2 };
  log.record({ seconds: 1, ...override, series });
  log.record({ seconds: 2, ...override, series });
  expect([log.count, log.dropped]).toEqual([2, 0]);
  log.record({ seconds: 3, ...override, series: series.slice(0, 1) });
  log.record(cut(4));
  expect([log.count, log.dropped]).toEqual([2, 2]);
});

test('lines are taken at their time, and once', () => {
  const log = new SteeringLog([cut(1), cut(1), cut(2.5)]);
  expect(log.take(0.99)).toBeUndefined();
  expect(log.take(1)?.seconds).toBe(1);
  expect(log.take(1)?.seconds).toBe(1);
  expect(log.take(1)).toBeUndefined();
  expect([log.coming.length, log.lines.length]).toEqual([1, 3]);
  // A sum of seconds may be a little less.
  expect(log.take(2.499_999_999_9)?.seconds).toBe(2.5);
});
