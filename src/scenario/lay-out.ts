import type { z } from 'zod';
import type { WorkInParts } from '../core/time/parts.js';
import type { Issue } from '../documents/issue.js';
import type { Action, Scenario, Step } from './scenario.js';
import { type ParsedStep, type scenarioSchema, minPeriod } from './schema.js';

/** Reports times of a step that are not possible. */
type Report = (path: string, message: string) => void;

interface Placed {
  readonly steps: readonly Step[];
  /** ms; `Infinity` where it has no end. */
  readonly duration: number;
}

interface PlacedAction {
  readonly action: Action;
  /** ms; `Infinity` where it has no end. */
  readonly lasts: number;
}

/** Computes the time of each step, or the issues with the times. */
export function* layOut({
  name,
  steps,
}: z.output<typeof scenarioSchema>): WorkInParts<
  { readonly scenario: Scenario } | { readonly issues: readonly Issue[] }
> {
  const issues: Issue[] = [];
  const placed = yield* layOutSteps(steps, 'steps', (path, message) =>
    issues.push({ path: path.split('.'), message }),
  );
  return issues.length > 0 ? { issues } : { scenario: { name, ...placed } };
}

function* layOutSteps(parsed: readonly ParsedStep[], path: string, report: Report): WorkInParts<Placed> {
  const steps: Step[] = [];
  let previous = { begin: 0, end: 0 };
  let duration = 0;
  for (const [index, step] of parsed.entries()) {
    const at = `${path}.${index}`;
    const begin = step.at ?? previous.end + (step.after ?? 0);
    if (begin === Infinity) report(at, 'never comes: the step before has no end');
    else if (begin < previous.begin)
      report(`${at}.at`, `is before the step above begins; allowed: at least ${previous.begin} ms`);
    yield 1;
    const placed = yield* layOutAction(step, at, report);
    if (placed === undefined) continue;
    previous = { begin, end: begin + placed.lasts };
    steps.push({ path: at, ...previous, node: step.node, action: placed.action });
    duration = Math.max(duration, previous.end);
  }
  return { steps, duration };
}

/** The action and its duration, ms; undefined if it is an issue of the schema already. */
function* layOutAction(
  step: ParsedStep,
  path: string,
  report: Report,
): WorkInParts<PlacedAction | undefined> {
  if (step.repeat !== undefined) return yield* layOutRepeat(step.repeat, `${path}.repeat`, report);
  if (step.drift !== undefined) {
    const { setting, from, to, over, every } = step.drift;
    const start = from === undefined ? undefined : String(from);
    return { action: { kind: 'drift', setting, from: start, to: String(to), over, every }, lasts: over };
  }
  const action = momentaryAction(step);
  return action === undefined ? undefined : { action, lasts: 0 };
}

function momentaryAction(step: ParsedStep): Action | undefined {
  const { set, fault, removeFault, blackout, mode, note, steer } = step;
  if (set !== undefined) return { kind: 'set', values: textsOf(set) };
  if (fault !== undefined) return { kind: 'fault', fault: fault.written, match: fault.match };
  if (removeFault !== undefined) return { kind: 'remove-fault', name: removeFault };
  if (step.clearFaults) return { kind: 'clear-faults' };
  if (blackout !== undefined) return { kind: 'blackout', ms: blackout.duration, cause: blackout.cause };
  if (step.endBlackout) return { kind: 'end-blackout' };
  if (mode !== undefined) return { kind: 'mode', mode };
  if (steer !== undefined) return { kind: 'steer', call: steer };
  return note === undefined ? undefined : { kind: 'note', text: note };
}

function textsOf(set: NonNullable<ParsedStep['set']>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(set).map(([name, value]): [string, readonly string[]] => [
      name,
      (Array.isArray(value) ? value : [value]).map(String),
    ]),
  );
}

function* layOutRepeat(
  { times = Infinity, every, steps: parsed }: NonNullable<ParsedStep['repeat']>,
  path: string,
  report: Report,
): WorkInParts<PlacedAction> {
  const { steps, duration } = yield* layOutSteps(parsed, `${path}.steps`, report);
  const period = every ?? duration;
  if (duration === Infinity) report(`${path}.steps`, 'have no end, so that they are never repeated');
  else if (duration > period)
    report(`${path}.every`, `is shorter than its steps take; allowed: at least ${duration} ms`);
  else if (period < minPeriod && times > 1)
    report(path, 'takes no time; allowed: steps that take some, or "every"');
  return { action: { kind: 'repeat', times, period, steps }, lasts: times * period };
}
