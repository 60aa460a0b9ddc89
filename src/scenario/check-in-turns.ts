import { type WorkInParts, inTurns } from '../core/time/parts.js';
import { maxIssues } from '../documents/issue.js';
import { isTree } from '../documents/tree.js';
import { checkStep, maxDepth, maxSteps } from './schema.js';

/**
 * Checks the steps of a scenario that nobody changes from here on, with turns for others between them: a thousand take
 * some 10 ms. What is wrong is not reported: the check of the scenario does that, and does not check the valid steps again.
 */
export async function checkInTurns(scenario: object): Promise<void> {
  if ('steps' in scenario) await inTurns(checkSteps(scenario.steps, maxDepth, { issues: 0 }));
}

function* checkSteps(steps: unknown, depth: number, found: { issues: number }): WorkInParts<void> {
  if (!Array.isArray(steps) || steps.length > maxSteps) return;
  const list: readonly unknown[] = steps;
  for (const step of list) {
    const repeat = isTree(step) ? step['repeat'] : undefined;
    if (depth > 0 && isTree(repeat)) yield* checkSteps(repeat['steps'], depth - 1, found);
    // The check ends with so many issues, and so does that of the whole scenario.
    if (found.issues >= maxIssues) return;
    found.issues += checkStep(step, depth);
    yield 1;
  }
}
