import type { WorkInParts } from '../core/time/parts.js';
import type { Issue } from '../documents/issue.js';
import type { Scenario, SteerInput, Step } from './scenario.js';

/** The radios that a scenario reaches besides its own. */
export interface Reach {
  /** True for its own radio, and for a node of the network that it is in. */
  hasRadio(nodeid: number): boolean;
  /** The issues of a steering call; undefined for a radio that is alone. */
  steerIssues(call: SteerInput): readonly Issue[] | undefined;
}

const alone = 'the radio is in no network; allowed: a radio of a network';

/** A step as so many: a look at a large network takes as long as ten others. */
export function weightOf({ action }: Step): number {
  return action.kind === 'steer' ? 10 : 1;
}

/** True if a step is about the network of a radio, or about another node of it. */
export function needsNetwork({ steps }: Pick<Scenario, 'steps'>, nodeid: number): boolean {
  return steps.some(({ node, action }) => {
    if (action.kind === 'repeat') return needsNetwork(action, nodeid);
    return action.kind === 'steer' || (node !== undefined && node !== nodeid);
  });
}

/** The issues of a scenario with the nodes and steering calls in it, by their places. */
export function* networkIssues(
  { steps }: Pick<Scenario, 'steps'>,
  reach: Reach,
): WorkInParts<readonly Issue[]> {
  const issues: Issue[] = [];
  for (const step of steps) {
    yield weightOf(step);
    const { action } = step;
    issues.push(
      ...(action.kind === 'repeat' ? yield* networkIssues(action, reach) : issuesOfStep(step, reach)),
    );
  }
  return issues;
}

function issuesOfStep({ path, node, action }: Step, reach: Reach): readonly Issue[] {
  if (action.kind !== 'steer' && node === undefined) return [];
  const keys = path.split('.');
  if (action.kind === 'steer') {
    const issues = reach.steerIssues(action.call);
    if (issues === undefined) return [{ path: [...keys, 'steer'], message: alone }];
    return issues.map((issue) => ({ ...issue, path: [...keys, 'steer', ...issue.path] }));
  }
  if (node === undefined || reach.hasRadio(node)) return [];
  const message = `${node}: there is no such node; allowed: the ID of a node of the network`;
  return [{ path: [...keys, 'node'], message }];
}
