import type { SilvusMock } from '../library/silvus-mock.js';
import type { CloseReport } from '../simulator/events.js';

/**
 * Closes a test's simulator. Rejects unless all commands were answered and all connections closed in time.
 * @param allowUnused false: rejects too if a fault never acted or a step of a scenario found nothing to do
 */
export async function closeCleanly(radio: SilvusMock, allowUnused: boolean): Promise<void> {
  const report = await radio.close();
  if (report.fault !== undefined) throw report.fault;
  const problems = problemsOf(report);
  if (problems.length > 0) throw new Error(`the radio did not close cleanly: ${problems.join('; ')}`);
  const unused = allowUnused ? [] : unusedIn(report);
  if (unused.length === 0) return;
  throw new Error(`${unused.join('; ')}; if that is meant, set the option allowUnused`);
}

function problemsOf({ cut, forced, unended }: CloseReport): readonly string[] {
  return [
    ...(cut === 0 ? [] : [`${cut} accepted commands were cut`]),
    ...(forced === 0 ? [] : [`${forced} connections with an unanswered request were destroyed`]),
    ...unended.map((method) => `${method} has not ended`),
  ];
}

function unusedIn({ unusedFaults, idleSteps }: CloseReport): readonly string[] {
  return [
    ...unusedFaults.map((name) => `the fault ${name} never acted`),
    ...idleSteps.map((step) => `a step of a scenario found nothing to do: ${step}`),
  ];
}
