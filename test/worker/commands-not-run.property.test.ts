import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

const untouched = new Set(['BUSY', 'cancelled', 'INTERNAL: deadline']);

test(
  'BUSY, cancelled or past its deadline: a command leaves no trace, nor does one that has its outcome',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        const traces: string[] = [];
        for (const each of run.of('started', 'wrote')) {
          const [observed] = run.observed(each);
          const outcome = observed === undefined ? 'none' : inShort(observed.record.outcome);
          const isLate = observed === undefined || observed.order < each.order;
          // An asynchronous method may have begun before its deadline came.
          const isForbidden =
            untouched.has(outcome) && (each.kind === 'wrote' || outcome !== 'INTERNAL: deadline');
          if (isLate || isForbidden) traces.push(`${each.job}/${each.index} ${each.kind}: ${outcome}`);
        }
        expect(traces).toEqual([]);
      }),
    );
  },
);

test('a deadline runs from admission, for each command by itself', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const wrong: string[] = [];
      for (const admitted of run.of('admitted')) {
        for (const observed of run.of('observed').filter(({ job }) => job === admitted.job)) {
          const due = admitted.at + (run.planOf(observed).deadline || Infinity);
          const isDeadline = inShort(observed.record.outcome) === 'INTERNAL: deadline';
          if (observed.at > due || (isDeadline && observed.at !== due)) {
            wrong.push(`${observed.job}/${observed.index}: due at ${due}, answered at ${observed.at}`);
          }
        }
      }
      const admitted = new Set(run.of('admitted').map(({ job }) => job));
      const late = run
        .of('observed')
        .filter(({ record }) => inShort(record.outcome) === 'INTERNAL: deadline');
      expect(wrong).toEqual([]);
      expect(late.filter(({ job }) => !admitted.has(job))).toEqual([]);
    }),
  );
});

test(
  'an asynchronous method is told once nobody waits for it, and named if it never ends',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        const untold = run.of('ended').filter((ended) => {
          const [observed] = run.observed(ended);
          return ended.aborted !== (observed !== undefined && observed.order < ended.order);
        });
        const unending = run.of('started').filter((each) => run.planOf(each).does === 'never');
        expect(untold).toEqual([]);
        expect([...run.worker.figures.unended].sort()).toEqual(
          unending.map(({ job, index }) => `${job}/${index}`).sort(),
        );
      }),
    );
  },
);
