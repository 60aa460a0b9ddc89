import { loopTurn } from '../core/time/loop-turn.js';
import { type WorkInParts, inTurns } from '../core/time/parts.js';
import { maxIssues } from '../documents/issue.js';
import { isTree } from '../documents/tree.js';
import { checkStep, maxDepth, maxSteps } from './schema.js';

/** A wrong step takes as long as so many others: its issues are written down. */
const stepsOfWrong = 10;

/**
 * Checks the steps of a scenario that nobody changes from here on, with turns for others between them: a thousand take
 * some 10 ms. What is wrong is not reported: the check of the scenario does that, and does not check the valid steps again.
 */
export async function checkInTurns(scenario: object): Promise<void> {
  if (!('steps' in scenario)) return;
  await inTurns(checkSteps(scenario.steps, maxDepth, { issues: 0 }));
  // The check of the scenario checks the wrong ones again.
  await loopTurn();
}

function* checkSteps(steps: unknown, depth: number, found: { issues: number }): WorkInParts<void> {
  if (!Array.isArray(steps) || steps.length > maxSteps) return;
  const list: readonly unknown[] = steps;
  for (const step of list) {
    const repeat = isTree(step) ? step['repeat'] : undefined;
    if (depth > 0 && isTree(repeat)) yield* checkSteps(repeat['steps'], depth - 1, found);
    // The check ends with so many issues, and so does that of the whole scenario.
    if (found.issues >= maxIssues) return;
    const issues = checkStep(step, depth);
    found.issues += issues;
    yield issues === 0 ? 1 : stepsOfWrong;
  }
}
