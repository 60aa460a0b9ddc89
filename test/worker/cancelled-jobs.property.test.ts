import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadline, holds } from '../support/property.js';
import { type Observed, WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

/** What a client's going away did to its job. */
interface Leaving {
  readonly job: number;
  /** The job's commands that had no outcome before. */
  readonly open: number;
  /** Those that were cancelled there and then. */
  readonly cancelled: readonly Observed[];
  /** Whether every job before it had all its outcomes: it may be the one that runs. */
  readonly isFirst: boolean;
  /** Whether a command of it had begun. */
  readonly hadTurn: boolean;
  /** How many jobs fewer waited afterwards. */
  readonly freed: number;
  /** Whether a listener meanwhile did what empties the queue or has others leave it. */
  readonly isDisturbed: boolean;
}

function leavingsOf(run: WorkerRun): readonly Leaving[] {
  const observed = run.of('observed');
  return run.of('aborting').map(({ job, order, waiting }) => {
    const end = run.of('aborted').find((each) => each.job === job && each.order > order);
    const before = observed.filter((each) => each.order < order);
    const within = observed.filter((each) => each.order > order && each.order < (end?.order ?? 0));
    const commandsUpTo = (count: number) =>
      run.jobs.slice(0, count).reduce((sum, { commands }) => sum + commands.length, 0);
    return {
      job,
      open: (run.jobs[job]?.commands.length ?? 0) - before.filter((each) => each.job === job).length,
      cancelled: within.filter((each) => each.job === job && each.record.outcome.kind === 'cancelled'),
      isFirst: before.filter((each) => each.job < job).length === commandsUpTo(job),
      hadTurn: run.of('started').some((each) => each.job === job && each.order < order),
      freed: waiting - (end?.waiting ?? waiting),
      isDisturbed: run
        .of('reset', 'resume', 'close')
        .some((each) => each.order > order && each.order < (end?.order ?? 0)),
    };
  });
}

test('a client that goes away cancels its waiting job at once; one that runs goes on', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const leavings = leavingsOf(run).filter(({ open }) => open > 0);
      expect(leavings.filter(({ cancelled, isFirst }) => cancelled.length === 0 && !isFirst)).toEqual([]);
      const cancelled = leavings.filter((each) => each.cancelled.length > 0);
      expect(cancelled.filter(({ hadTurn }) => hadTurn)).toEqual([]);
      const isWhole = (each: Leaving) => each.cancelled.length === each.open;
      expect(cancelled.filter((each) => !isWhole(each))).toEqual([]);
      const undisturbed = cancelled.filter(({ isDisturbed }) => !isDisturbed);
      expect(undisturbed.filter(({ freed }) => freed !== 1)).toEqual([]);
      const all = run.of('observed').filter(({ record }) => record.outcome.kind === 'cancelled');
      expect(all).toEqual(cancelled.flatMap((each) => each.cancelled));
    }),
  );
});
