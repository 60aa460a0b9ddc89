import { loopTurn } from '../core/time/loop-turn.js';
import { maxIssues } from '../documents/issue.js';
import { isTree } from '../documents/tree.js';
import { checkStep, maxDepth, maxSteps } from './schema.js';

/** Steps that are checked in one turn of the event loop. */
const perTurn = 50;

/**
 * Checks the steps of a scenario that nobody changes from here on, with turns for others between them: a thousand take
 * some 10 ms. What is wrong is not reported: `loadScenario` does that, and does not check the valid steps again.
 */
export async function checkInTurns(scenario: object): Promise<void> {
  const counts: Counts = { steps: 0, issues: 0 };
  if ('steps' in scenario) await checkSteps(scenario.steps, maxDepth, counts);
}

interface Counts {
  steps: number;
  issues: number;
}

async function checkSteps(steps: unknown, depth: number, counts: Counts): Promise<void> {
  if (!Array.isArray(steps) || steps.length > maxSteps) return;
  const list: readonly unknown[] = steps;
  for (const step of list) {
    const repeat = isTree(step) ? step['repeat'] : undefined;
    if (depth > 0 && isTree(repeat)) await checkSteps(repeat['steps'], depth - 1, counts);
    // The check ends with so many issues, and so does that of the whole scenario.
    if (counts.issues >= maxIssues) return;
    counts.issues += checkStep(step, depth);
    counts.steps += 1;
    if (counts.steps % perTurn === 0) await loopTurn();
  }
}
