/** A histogram of durations, as the status has it. */
interface Durations {
  readonly boundsMs: readonly number[];
  readonly counts: readonly number[];
  readonly sumMs: number;
}

/** Counts of a status that rates are made from. */
export interface Counts {
  readonly commands: Readonly<Record<string, number>>;
  readonly waits: Durations;
  readonly runs: Durations;
}

/** Figures between two statuses; null where there is nothing to tell. */
export interface Rates {
  /** Commands a second. */
  readonly calls: number | null;
  /** Commands answered BUSY, a second. */
  readonly busy: number | null;
  /** Mean time from admission to outcome, ms: waiting and running. */
  readonly mean: number | null;
  /** Upper bound of the waiting time of 95 % of the commands, ms. */
  readonly p95Wait: number | null;
  /** Upper bound of the running time of 95 % of the commands, ms. */
  readonly p95Run: number | null;
}

const nothing: Rates = { calls: null, busy: null, mean: null, p95Wait: null, p95Run: null };

/** Time between two statuses from which they are too far apart for a rate, s. */
const longest = 2.5;

/** Rates between two statuses, `seconds` apart. Counts that are lower than before are those of another simulator. */
export function ratesOf(before: Counts | undefined, now: Counts, seconds: number): Rates {
  if (before === undefined || seconds <= 0 || seconds > longest) return nothing;
  const calls = total(now) - total(before);
  const busy = (now.commands['BUSY'] ?? 0) - (before.commands['BUSY'] ?? 0);
  const waits = difference(before.waits, now.waits);
  const runs = difference(before.runs, now.runs);
  if (calls < 0 || busy < 0 || waits === undefined || runs === undefined) return nothing;
  const meanWait = meanOf(waits);
  const meanRun = meanOf(runs);
  return {
    calls: calls / seconds,
    busy: busy / seconds,
    mean: meanWait === null && meanRun === null ? null : (meanWait ?? 0) + (meanRun ?? 0),
    p95Wait: quantile(waits, 0.95),
    p95Run: quantile(runs, 0.95),
  };
}

function total({ commands }: Counts): number {
  return Object.values(commands).reduce((sum, each) => sum + each, 0);
}

function difference(before: Durations, now: Durations): Durations | undefined {
  const counts = now.counts.map((count, index) => count - (before.counts[index] ?? 0));
  if (counts.some((count) => count < 0)) return undefined;
  return { boundsMs: now.boundsMs, counts, sumMs: Math.max(0, now.sumMs - before.sumMs) };
}

function countOf({ counts }: Durations): number {
  return counts.reduce((sum, each) => sum + each, 0);
}

function meanOf(durations: Durations): number | null {
  const count = countOf(durations);
  return count === 0 ? null : durations.sumMs / count;
}

/** The bound of the bucket that holds the quantile; of the last one, which has no bound, the highest there is. */
function quantile(durations: Durations, part: number): number | null {
  const count = countOf(durations);
  if (count === 0) return null;
  let seen = 0;
  const index = durations.counts.findIndex((each) => (seen += each) >= count * part);
  return durations.boundsMs[index] ?? durations.boundsMs.at(-1) ?? null;
}
