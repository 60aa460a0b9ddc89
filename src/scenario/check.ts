import { SilvusMockError } from '../core/errors.js';
import type { WorkInParts } from '../core/time/parts.js';
import { type FaultDescription, checkMethods } from '../faults/spec.js';
import type { MethodNames } from '../radio/method-query.js';
import type { Catalogue } from '../radio/catalogue.js';
import { type PatchValues, patchError, patchRejection } from '../radio/patch.js';
import type { Action, Scenario, Step } from './scenario.js';

/**
 * Throws `OPTION_INVALID` if a step gives a setting a value that a radio with this catalogue never accepts, or adds a
 * fault for a method that the radio does not have.
 * @param methods names of all methods, custom methods included
 */
export function* checkScenario(
  { steps }: Pick<Scenario, 'steps'>,
  catalogue: Catalogue,
  methods: MethodNames,
): WorkInParts<void> {
  for (const step of steps) {
    yield 1;
    const { action } = step;
    if (action.kind === 'repeat') yield* checkScenario(action, catalogue, methods);
    else checkStep(step, catalogue, methods);
  }
}

function checkStep({ path, action }: Step, catalogue: Catalogue, methods: MethodNames): void {
  if (action.kind === 'fault') checkFault(path, action, methods);
  for (const values of valuesOf(action)) {
    const refusal = patchRejection(catalogue, values);
    if (refusal === undefined) continue;
    const cause = patchError(refusal);
    throw new SilvusMockError(cause.code, `scenario: ${path}: ${cause.message}`, { cause });
  }
}

function checkFault(path: string, fault: Pick<FaultDescription, 'match'>, methods: MethodNames): void {
  try {
    checkMethods(fault, methods);
  } catch (cause) {
    if (!(cause instanceof SilvusMockError)) throw cause;
    throw new SilvusMockError(cause.code, `scenario: ${path}: ${cause.message}`, { cause });
  }
}

function valuesOf(action: Action): readonly PatchValues[] {
  if (action.kind === 'set') return [action.values];
  if (action.kind !== 'drift') return [];
  return [action.from ?? action.to, action.to].map((value) => ({ [action.setting]: [value] }));
}
