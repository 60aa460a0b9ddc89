import { changeOf, resultOf } from './verdict.js';

/** @import { Case, CaseResult, FigureResult, Rig, Round, Setting } from './types.js' */

/**
 * Measures a case: all sides are warmed up in turn, then measured round by round. If the spread of a figure is too
 * wide, all rounds are taken again, at most `maxAttempts` times in all; a figure keeps its first result that can be
 * reported.
 * @param {Case} each
 * @param {{ pairs: number, maxAttempts: number, now: Setting, before?: Setting | undefined }} options
 * @returns {Promise<CaseResult>}
 */
export async function measure({ name, about, figures, open }, { pairs, maxAttempts, now, before }) {
  /** @type {Rig[]} */
  const rigs = [];
  try {
    for (const setting of before === undefined ? [now] : [now, before]) rigs.push(await open(setting));
    await warmUp(rigs);
    /** @type {FigureResult[][]} */
    let results = [];
    let attempts = 0;
    do {
      attempts += 1;
      const [here = [], there] = await takeRounds(rigs, pairs);
      const taken = [
        figures.map((figure) => resultOf(figure, here, attempts)),
        ...(there === undefined
          ? []
          : [
              figures.map((figure) => resultOf(figure, there, attempts)),
              figures.map((figure) => changeOf(figure, here, there, attempts)),
            ]),
      ];
      results = taken.map((list, index) => list.map((result, at) => better(results[index]?.[at], result)));
    } while (attempts < maxAttempts && results.flat().some(isToBeRepeated));
    const [own = [], others, changes] = results;
    const notes = [...new Set(rigs.flatMap((rig) => rig.notes ?? []))];
    const result = { name, about, notes, figures: own };
    return others === undefined || changes === undefined
      ? result
      : { ...result, against: { figures: others, changes } };
  } finally {
    await Promise.all(rigs.map((rig) => rig.close()));
  }
}

/**
 * A throughput that some pairs could measure is tried again; one that no pair could is the client's bound.
 * @param {FigureResult} result
 */
function isToBeRepeated({ status, pairs }) {
  return status === 'too wide' || (status === 'client-bound' && pairs.some(({ counts }) => counts));
}

/**
 * @param {FigureResult | undefined} earlier
 * @param {FigureResult} later
 */
function better(earlier, later) {
  return earlier === undefined || isToBeRepeated(earlier) ? later : earlier;
}

/** @param {readonly Rig[]} rigs */
async function warmUp(rigs) {
  // Twice, so that what one side's warm-up disturbs in the caches is warm again.
  for (let turn = 0; turn < 2; turn += 1) {
    for (const { sides } of rigs) for (const side of Object.values(sides)) await side.warmUp();
  }
}

/**
 * The rounds of each rig. Every other round goes backwards, so that no side always follows the same one.
 * @param {readonly Rig[]} rigs
 * @param {number} pairs
 * @returns {Promise<Round[][]>}
 */
async function takeRounds(rigs, pairs) {
  const order = rigs.flatMap(({ sides }, rig) =>
    Object.entries(sides).map(([name, side]) => ({ rig, name, side })),
  );
  /** @type {Round[][]} */
  const taken = rigs.map(() => []);
  for (let pair = 0; pair < pairs; pair += 1) {
    /** @type {Record<string, import('./types.js').Sample>[]} */
    const rounds = rigs.map(() => ({}));
    for (const { rig, name, side } of pair % 2 === 0 ? order : order.toReversed()) {
      const round = rounds[rig];
      if (round !== undefined) round[name] = await side.measure();
    }
    rounds.forEach((round, rig) => taken[rig]?.push(round));
  }
  return taken;
}
