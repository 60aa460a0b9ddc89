import { describe, expect, it, test } from 'vitest';
import { quantile, summaryOf } from '../../../bench/measure/statistics.js';
import type { Figure, Round } from '../../../bench/measure/types.js';
import { changeOf, resultOf, statusOf } from '../../../bench/measure/verdict.js';

const figure: Figure = {
  ...{ name: 'CPU', unit: 'µs', metric: 'cpu', side: 'simulator', over: 'echo' },
  aim: { of: 'ratio', atMost: 1.3, required: 1.6 },
};

/** Rounds in which the echo takes 10 µs and the simulator so many times as much. */
function roundsOf(ratios: readonly number[], { simulator = 1, echo = 1 } = {}): Round[] {
  return ratios.map((ratio) => ({
    simulator: { cpu: 10 * ratio, rate: 1_000 / ratio, busy: simulator },
    echo: { cpu: 10, rate: 1_000, busy: echo },
  }));
}

describe('median and spread', () => {
  it.each([
    ['odd', [3, 1, 2], 2],
    ['even', [4, 1, 3, 2], 2.5],
    ['one', [7], 7],
  ])('the median of an %s number of values', (_, values, expected) => {
    expect(quantile(values, 0.5)).toBe(expected);
  });

  it('the order of numbers is that of their values, not of their texts', () => {
    expect(quantile([10, 9, 100, 1, 2], 0.5)).toBe(9);
  });

  it('p99 lies between the two values around it', () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    expect(quantile(values, 0.99)).toBe(99);
    expect(quantile([0, 100], 0.99)).toBeCloseTo(99);
  });

  it('the spread is the middle half as a share of the median', () => {
    expect(summaryOf([8, 9, 10, 11, 12])).toEqual({ median: 10, min: 8, max: 12, spread: 0.2 });
  });

  it('one value that is far away does not widen the spread', () => {
    expect(summaryOf([10, 10, 10, 10, 1_000]).spread).toBe(0);
  });

  it('equal values have no spread, zeros included', () => {
    expect(summaryOf([0, 0, 0]).spread).toBe(0);
  });
});

describe('verdicts', () => {
  it.each([
    [[1.2, 1.21, 1.2, 1.19, 1.2], 'reached'],
    [[1.3, 1.3, 1.3, 1.3, 1.3], 'reached'],
    [[1.5, 1.51, 1.5, 1.49, 1.5], 'required only'],
    [[4, 4.1, 4, 3.9, 4], 'not reached'],
    [[1, 1.2, 1.4, 0.9, 0.8], 'too wide'],
  ])('ratios %j', (ratios, status) => {
    expect(resultOf(figure, roundsOf(ratios), 1).status).toBe(status);
  });

  it.each([
    [{ of: 'value', atLeast: 0.75, required: 0.6 }, 0.8, 'reached'],
    [{ of: 'value', atLeast: 0.75, required: 0.6 }, 0.7, 'required only'],
    [{ of: 'value', atLeast: 0.75, required: 0.6 }, 0.5, 'not reached'],
    [{ of: 'value', atLeast: 0.75 }, 0.7, 'not reached'],
    [{ of: 'value', atMost: 5 }, 5.1, 'not reached'],
  ] as const)('%j with %d', (aim, value, status) => {
    expect(statusOf(aim, value)).toBe(status);
  });

  it('reports median, what it is held against, and the ratio of each pair', () => {
    const { measured, beside, ratio } = resultOf(figure, roundsOf([1.2, 1.21, 1.22, 1.23, 1.24]), 1);
    expect(measured?.median).toBeCloseTo(12.2);
    expect(beside?.median).toBe(10);
    expect(ratio).toMatchObject({ min: 1.2, max: 1.24 });
  });

  it('the ratio is that of pairs, so that a machine that slows both sides down changes nothing', () => {
    const slowed = roundsOf([1.2, 1.2, 1.2, 1.2, 1.2]).map(({ simulator, echo }, index) => ({
      simulator: { cpu: (simulator?.['cpu'] ?? 0) * (index + 1) },
      echo: { cpu: (echo?.['cpu'] ?? 0) * (index + 1) },
    }));
    expect(resultOf(figure, slowed, 1)).toMatchObject({ status: 'reached', ratio: { spread: 0 } });
  });

  it('a result whose spread is too wide has no value, and keeps its pairs', () => {
    const result = resultOf(figure, roundsOf([1, 1.2, 1.4, 0.9, 0.8]), 3);
    expect(result).toMatchObject({ status: 'too wide', attempts: 3 });
    expect(result.spread).toBeCloseTo(0.3);
    expect([result.measured, result.beside, result.ratio]).toEqual([undefined, undefined, undefined]);
    expect(result.pairs).toHaveLength(5);
  });

  it('an aim of a value is judged by the spread of the value', () => {
    const rounds = roundsOf([1.2, 1.2, 1.2, 1.2, 1.2]).map(({ simulator, echo }, index) => ({
      simulator: { cpu: (simulator?.['cpu'] ?? 0) * (index + 1) },
      echo: { cpu: (echo?.['cpu'] ?? 0) * (index + 1) },
    }));
    expect(resultOf({ ...figure, aim: { of: 'value', atMost: 1_000 } }, rounds, 1).status).toBe('too wide');
  });

  it.each([NaN, Infinity])('a figure that the machine does not give (%d) is not measured', (cpu) => {
    const rounds = [...roundsOf([1.2, 1.2, 1.2, 1.2]), { simulator: { cpu }, echo: { cpu: 10 } }];
    expect(resultOf(figure, rounds, 1).status).toBe('not measured');
  });

  it('a side that took no time at all is not measured', () => {
    const rounds = roundsOf([1, 1, 1, 1, 1]).map((round) => ({ ...round, echo: { cpu: 0 } }));
    expect(resultOf(figure, rounds, 1).status).toBe('not measured');
  });

  it('a metric that no sample has is not measured', () => {
    expect(resultOf({ ...figure, metric: 'other' }, roundsOf([1, 1, 1, 1, 1]), 1).status).toBe(
      'not measured',
    );
  });
});

describe('throughput', () => {
  const throughput: Figure = {
    ...{ name: 'calls', unit: '/s', metric: 'rate', side: 'simulator', over: 'echo', isThroughput: true },
    aim: { of: 'ratio', atLeast: 0.75 },
  };
  const five = [1.2, 1.2, 1.2, 1.2, 1.2];

  it('counts if both servers were busy', () => {
    expect(resultOf(throughput, roundsOf(five), 1)).toMatchObject({ status: 'reached' });
  });

  it.each([{ echo: 0.5 }, { simulator: 0.5 }, { echo: 0.89 }])('is client-bound with %j', (busy) => {
    const result = resultOf(throughput, roundsOf(five, busy), 1);
    expect(result.status).toBe('client-bound');
    expect([result.measured, result.ratio]).toEqual([undefined, undefined]);
  });

  it('a pair that was client-bound is left out where enough others count', () => {
    const rounds = [...roundsOf(five), ...roundsOf([9], { echo: 0.5 })];
    expect(resultOf(throughput, rounds, 1)).toMatchObject({ status: 'reached', ratio: { max: 1 / 1.2 } });
  });

  it('four pairs that count are not enough', () => {
    const rounds = [...roundsOf(five.slice(1)), ...roundsOf([1.2, 1.2], { simulator: 0.2 })];
    expect(resultOf(throughput, rounds, 1).status).toBe('client-bound');
  });

  it('processor time counts whether or not the servers were busy', () => {
    expect(resultOf(figure, roundsOf(five, { echo: 0.1 }), 1).status).toBe('reached');
  });
});

test('before and after are compared in the same rounds', () => {
  const change = changeOf(figure, roundsOf([2, 2, 2, 2, 2]), roundsOf([4, 4, 4, 4, 4]), 1);
  expect(change).toMatchObject({ status: 'measured', ratio: { median: 0.5 } });
});
