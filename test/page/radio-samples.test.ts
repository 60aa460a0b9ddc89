import { expect, test } from 'vitest';
import { type Counts, ratesOf } from '../../page/src/radio/rates.js';
import { Samples, isolated, maxSamples, summaryOf } from '../../page/src/radio/samples.js';

test('a figure that comes later has a gap before it, and one that goes has a gap behind it', () => {
  const samples = new Samples();
  samples.add(1, { calls: 5 });
  samples.add(2, { calls: 6, 'snr:1>2': 20 });
  samples.add(3, { 'snr:1>2': 21 });
  expect(samples.times).toEqual([1, 2, 3]);
  expect(samples.column('calls')).toEqual([5, 6, null]);
  expect(samples.column('snr:1>2')).toEqual([null, 20, 21]);
  expect(samples.column('none')).toEqual([null, null, null]);
});

test('a time without samples is a gap', () => {
  const samples = new Samples();
  samples.add(10, { calls: 1 });
  samples.add(11.9, { calls: 2 });
  samples.add(60, { calls: 3 });
  expect(samples.times).toEqual([10, 11.9, 12.9, 60]);
  expect(samples.column('calls')).toEqual([1, 2, null, 3]);
});

test('a sample that is not later than the last one is left out', () => {
  const samples = new Samples();
  samples.add(10, { calls: 1 });
  samples.add(10, { calls: 2 });
  samples.add(9, { calls: 3 });
  expect(samples.times).toEqual([10]);
});

test('a night leaves 15 minutes, and no figure of a link that is gone', () => {
  const samples = new Samples();
  for (let second = 0; second < 30_000; second += 1)
    samples.add(second, { calls: second, ...(second < 100 ? { 'snr:1>2': 20 } : {}) });
  expect(samples.times.length).toBe(maxSamples);
  expect(samples.column('calls').length).toBe(maxSamples);
  expect(samples.times.at(-1)).toBe(29_999);
  expect(samples.keys).toEqual(['calls']);
});

test('after hours without samples only those of the last 15 minutes are left', () => {
  const samples = new Samples();
  samples.add(0, { calls: 1 });
  samples.add(10_000, { calls: 2 });
  expect(samples.times).toEqual([10_000]);
});

test('the text of a plot has the last, least and greatest figure', () => {
  expect(summaryOf([null, 3, 1, null, 2])).toEqual({ last: 2, min: 1, max: 3 });
  expect(summaryOf([3, null])).toEqual({ last: null, min: 3, max: 3 });
  expect(summaryOf([null, null])).toBeUndefined();
});

test('samples between two gaps are found', () => {
  expect(isolated([1, null, 2, 3, null, 4])).toEqual([0, 5]);
  expect(isolated([])).toEqual([]);
});

const bounds = [1, 10, 100];

function counts(
  commands: Record<string, number>,
  waits = [0, 0, 0, 0],
  runs = [0, 0, 0, 0],
  sums = [0, 0],
): Counts {
  const [waited = 0, ran = 0] = sums;
  return {
    commands,
    waits: { boundsMs: bounds, counts: waits, sumMs: waited },
    runs: { boundsMs: bounds, counts: runs, sumMs: ran },
  };
}

test('rates are differences by time: all commands, BUSY, and latency of those between', () => {
  const before = counts({ ok: 100, BUSY: 10 }, [100, 0, 0, 0], [100, 0, 0, 0], [50, 50]);
  const now = counts({ ok: 140, BUSY: 20 }, [110, 30, 0, 0], [100, 39, 1, 0], [250, 450]);
  expect(ratesOf(before, now, 2)).toEqual({ calls: 25, busy: 5, mean: 15, p95Wait: 10, p95Run: 10 });
});

test('without commands there is no latency, and the rates are 0', () => {
  const idle = counts({ ok: 5 });
  expect(ratesOf(idle, idle, 1)).toEqual({ calls: 0, busy: 0, mean: null, p95Wait: null, p95Run: null });
});

test('a latency beyond all bounds is the highest bound', () => {
  const slow = counts({ ok: 1 }, [1, 0, 0, 0], [0, 0, 0, 1], [0, 5_000]);
  expect(ratesOf(counts({}), slow, 1)).toMatchObject({ mean: 5_000, p95Wait: 1, p95Run: 100 });
});

test('there are no rates at the start, over a gap, and from another simulator', () => {
  const none = { calls: null, busy: null, mean: null, p95Wait: null, p95Run: null };
  expect(ratesOf(undefined, counts({ ok: 5 }), 1)).toEqual(none);
  expect(ratesOf(counts({}), counts({ ok: 5 }), 60)).toEqual(none);
  expect(ratesOf(counts({ ok: 100 }), counts({ ok: 3 }), 1)).toEqual(none);
});
