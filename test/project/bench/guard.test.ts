import { expect, it } from 'vitest';
import { judge, leastRatio, longest, mostPairs, reportOf } from '../../../bench/guard/verdict.js';

const limit = { case: 'read-32', side: 'simulator', over: 'echo', atMost: 3, share: 0.1 };

/** Gives these ratios one after the other, then the last one for ever. */
function pairsOf(ratios: readonly number[]) {
  let taken = 0;
  return {
    take: () => {
      const ratio = ratios[Math.min(taken, ratios.length - 1)] ?? NaN;
      taken += 1;
      return Promise.resolve({ side: 10 * ratio, over: 10 });
    },
    count: () => taken,
  };
}

it('the least time of each side counts: another program only adds to it', () => {
  const pairs = [
    { side: 20, over: 30 },
    { side: 90, over: 10 },
    { side: 25, over: 12 },
  ];
  expect(leastRatio(pairs)).toBe(2);
});

it('a limit that holds needs three pairs', async () => {
  const pairs = pairsOf([2]);
  expect(await judge(limit, pairs.take)).toEqual({ ratio: 2, pairs: 3, holds: true });
});

it('a busy machine gets more pairs', async () => {
  const pairs = pairsOf([5, 9, 4, 4, 2.9]);
  expect(await judge(limit, pairs.take)).toMatchObject({ holds: true, pairs: 5 });
});

it('a regression is seen, after a bounded number of pairs', async () => {
  const pairs = pairsOf([4]);
  expect(await judge(limit, pairs.take)).toEqual({ ratio: 4, pairs: mostPairs, holds: false });
  expect(pairs.count()).toBe(mostPairs);
});

it('what has become many times slower is not measured for minutes, but three times', async () => {
  let at = 0;
  const pairs = pairsOf([4]);
  const slow = () => {
    at += longest;
    return pairs.take();
  };
  expect(await judge(limit, slow, () => at)).toEqual({ ratio: 4, pairs: 3, holds: false });
});

it('what can not be measured does not hold', async () => {
  expect(await judge(limit, pairsOf([NaN]).take)).toMatchObject({ holds: false });
});

it('its report counts as those of the other suites do', () => {
  const report = reportOf([{ title: 'a' }, { title: 'b', message: '4.00 times' }]);
  expect(report).toMatchObject({ numTotalTests: 2, numPassedTests: 1, numFailedTests: 1 });
  expect(report.testResults[0]?.assertionResults).toEqual([
    { fullName: 'a', status: 'passed', failureMessages: [] },
    { fullName: 'b', status: 'failed', failureMessages: ['4.00 times'] },
  ]);
});
