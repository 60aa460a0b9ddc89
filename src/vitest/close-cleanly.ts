import type { SilvusMock } from '../library/silvus-mock.js';
import type { CloseReport } from '../simulator/events.js';

/** Closes a test's simulator. Rejects unless all commands were answered and all connections closed in time. */
export async function closeCleanly(radio: SilvusMock): Promise<void> {
  const report = await radio.close();
  if (report.fault !== undefined) throw report.fault;
  const problems = problemsOf(report);
  if (problems.length > 0) throw new Error(`the radio did not close cleanly: ${problems.join('; ')}`);
}

function problemsOf({ cut, forced, unended }: CloseReport): readonly string[] {
  return [
    ...(cut === 0 ? [] : [`${cut} accepted commands were cut`]),
    ...(forced === 0 ? [] : [`${forced} connections with an unanswered request were destroyed`]),
    ...unended.map((method) => `${method} has not ended`),
  ];
}
