import { summaryOf } from './statistics.js';

/** @import { Aim, Figure, FigureResult, Pair, Round, Status, Summary } from './types.js' */

/** Fewer pairs say nothing about the spread. */
export const fewestPairs = 5;

/** A server that used less of the wall time than this waited for its client, or for its core. */
const busyEnough = 0.9;

/** Widest spread of a figure that names none. */
const defaultMaxSpread = 0.1;

/**
 * The result of one figure from the rounds of its case.
 * @param {Figure} figure
 * @param {readonly Round[]} rounds
 * @param {number} attempts
 * @returns {FigureResult}
 */
export function resultOf(figure, rounds, attempts) {
  const pairs = rounds.map((round) => pairOf(figure, round));
  const counting = pairs.filter(({ counts }) => counts);
  const result = { figure, attempts, pairs };
  if (figure.isThroughput && counting.length < fewestPairs) return { ...result, status: 'client-bound' };
  if (!counting.every(isMeasured)) return { ...result, status: 'not measured' };
  const measured = summaryOf(counting.map((pair) => pair.measured));
  const besides = counting.flatMap(({ beside }) => (beside === undefined ? [] : [beside]));
  const ratios = besides.map((beside, index) => (counting[index]?.measured ?? NaN) / beside);
  const ratio = figure.over === undefined ? undefined : summaryOf(ratios);
  const judged = judgedOf(figure, measured, ratio);
  const { spread } = judged;
  if (spread > (figure.maxSpread ?? defaultMaxSpread)) return { ...result, status: 'too wide', spread };
  return {
    ...result,
    status: figure.aim === undefined ? 'measured' : statusOf(figure.aim, judged.median),
    spread,
    measured,
    ...(ratio === undefined ? {} : { beside: summaryOf(besides), ratio }),
  };
}

/**
 * @param {Figure} figure
 * @param {Round} round
 * @returns {Pair}
 */
function pairOf({ side, over, metric, isThroughput }, round) {
  const sides = over === undefined ? [side] : [side, over];
  const counts = !isThroughput || sides.every((each) => (round[each]?.['busy'] ?? 0) >= busyEnough);
  const valueOf = (/** @type {string} */ each) => round[each]?.[metric] ?? NaN;
  return {
    measured: valueOf(side),
    ...(over === undefined ? {} : { beside: valueOf(over) }),
    counts,
  };
}

/** @param {Pair} pair */
function isMeasured({ measured, beside }) {
  return Number.isFinite(measured) && (beside === undefined || (Number.isFinite(beside) && beside !== 0));
}

/**
 * What the aim is about; without an aim the ratio, where there is one.
 * @param {Figure} figure
 * @param {Summary} measured
 * @param {Summary | undefined} ratio
 */
function judgedOf({ aim }, measured, ratio) {
  return aim?.of === 'value' ? measured : (ratio ?? measured);
}

/**
 * @param {Aim} aim
 * @param {number} value
 * @returns {Status}
 */
export function statusOf({ atMost, atLeast, required }, value) {
  const isWithin = (/** @type {number | undefined} */ bound) =>
    bound !== undefined && (atMost === undefined ? value >= bound : value <= bound);
  if (isWithin(atMost ?? atLeast)) return 'reached';
  return isWithin(required) ? 'required only' : 'not reached';
}

/**
 * The change of a figure from one checkout to another: the measured value in the rounds of this one, beside that in
 * the rounds of the other.
 * @param {Figure} figure
 * @param {readonly Round[]} now
 * @param {readonly Round[]} before
 * @param {number} attempts
 * @returns {FigureResult}
 */
export function changeOf({ name, unit, metric, side, isThroughput, maxSpread }, now, before, attempts) {
  const rounds = now.map((round, index) => ({
    now: round[side] ?? {},
    before: before[index]?.[side] ?? {},
  }));
  return resultOf(
    {
      ...{ name, unit, metric, side: 'now', over: 'before' },
      ...(isThroughput ? { isThroughput } : {}),
      ...(maxSpread === undefined ? {} : { maxSpread }),
    },
    rounds,
    attempts,
  );
}
