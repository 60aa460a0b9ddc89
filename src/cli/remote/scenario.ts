import { z } from 'zod';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';

/** What the control plane says of the scenario; null where there was none. */
export const scenarioSchema = z
  .object({
    name: z.string(),
    state: z.string(),
    step: z.string().optional(),
    steps: z.number(),
    fault: z.string().optional(),
  })
  .nullable();

/** A scenario as a person reads it. */
export function scenarioText(scenario: z.output<typeof scenarioSchema>): string {
  if (scenario === null) return 'none';
  const { name, state, step, steps, fault } = scenario;
  const at = step === undefined ? '' : `, ${steps} begun, last ${step}`;
  return `${name}: ${state}${at}${fault === undefined ? '' : `: ${fault}`}`;
}

/** `silvus-mock scenario status`. */
export async function scenarioStatus(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'GET', path: '/scenario' }, scenarioSchema, scenarioText);
}

/** `silvus-mock scenario stop`: what it has done stays. */
export async function stopScenario(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'DELETE', path: '/scenario' }, scenarioSchema, scenarioText);
}
