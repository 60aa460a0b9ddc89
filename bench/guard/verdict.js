/**
 * @typedef {object} Limit
 * @property {string} case
 * @property {string} side
 * @property {string} over
 * @property {number} atMost processor time of the side, times that of the other
 * @property {number} share
 */

/** @typedef {{ side: number, over: number }} Pair processor times */

/** A limit that holds after so many pairs needs no more of them. */
const fewestPairs = 3;

/** A limit that does not hold after so many is broken. */
export const mostPairs = 9;

/** So is one that does not hold after so long, ms: what has become many times slower need not be measured for minutes. */
export const longest = 20_000;

/**
 * The least time of one side, times the least of the other: whatever else the machine does only adds to a time.
 * @param {readonly Pair[]} pairs
 */
export function leastRatio(pairs) {
  const least = (/** @type {(pair: Pair) => number} */ of) => Math.min(...pairs.map(of));
  return least(({ side }) => side) / least(({ over }) => over);
}

/**
 * Takes pairs until the limit holds or is broken. What can't be measured is broken.
 * @param {Limit} limit
 * @param {() => Promise<Pair>} takePair
 * @param {() => number} [now] ms
 */
export async function judge({ atMost }, takePair, now = () => performance.now()) {
  const end = now() + longest;
  /** @type {Pair[]} */
  const pairs = [];
  let ratio = NaN;
  let isDecided = false;
  while (!isDecided) {
    pairs.push(await takePair());
    ratio = leastRatio(pairs);
    const isEnough = pairs.length === mostPairs || now() >= end;
    isDecided = pairs.length >= fewestPairs && (ratio <= atMost || isEnough);
  }
  return { ratio, pairs: pairs.length, holds: ratio <= atMost };
}

/**
 * The report of the guard in the form of the test runner's, for the totals.
 * @param {readonly { title: string, message?: string }[]} results `message`: why it failed
 */
export function reportOf(results) {
  const failed = results.filter(({ message }) => message !== undefined).length;
  return {
    numTotalTests: results.length,
    numPassedTests: results.length - failed,
    numFailedTests: failed,
    testResults: [
      {
        name: 'bench/guard/limits.js',
        message: '',
        assertionResults: results.map(({ title, message }) => ({
          fullName: title,
          status: message === undefined ? 'passed' : 'failed',
          failureMessages: message === undefined ? [] : [message],
        })),
      },
    ],
  };
}
