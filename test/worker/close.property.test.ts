import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

/** When the close began, and when its promise resolved, in the order of happenings. */
function closeOf(run: WorkerRun): { readonly begun: number; readonly closed: number } {
  return { begun: run.of('close')[0]?.order ?? Infinity, closed: run.of('closed')[0]?.order ?? Infinity };
}

test(
  'after a close nothing waits or runs, no timer is set, and nothing begins any more',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        expect(run.of('closed')).toHaveLength(run.of('close').length);
        expect(run.of('settled')).toHaveLength(run.jobs.length);
        expect(run.worker.figures).toMatchObject({ waiting: 0, running: false });
        expect(run.clock.pendingTimers()).toBe(0);
        const { closed } = closeOf(run);
        expect(run.of('closed')[0]).toMatchObject({ timers: 0, waiting: 0 });
        expect(run.of('started', 'began').filter(({ order }) => order > closed)).toEqual([]);
      }),
    );
  },
);

test('a job that comes after a close began is never admitted, and told at once', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const { begun } = closeOf(run);
      const late = run.of('submitting').filter(({ order }) => order > begun);
      const admitted = new Set(run.of('admitted').map(({ job }) => job));
      expect(late.filter(({ job }) => admitted.has(job))).toEqual([]);
      const ends = new Map(run.of('submitted').map(({ job, order }) => [job, order]));
      const wrong = late
        .flatMap(({ job }) => (run.jobs[job]?.commands ?? []).map((_, index) => ({ job, index })))
        .filter((place) => {
          const [only] = run.observed(place);
          const isAtOnce = only !== undefined && only.order < (ends.get(place.job) ?? 0);
          return !isAtOnce || inShort(only.record.outcome) !== 'UNAVAILABLE: closing';
        });
      expect(wrong).toEqual([]);
    }),
  );
});

test(
  'a close that drains carries out all that was admitted, without waiting for processing times',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        const graceEnd = run.of('abandon')[0]?.order ?? Infinity;
        const told = run
          .of('observed')
          .filter(({ record }) => inShort(record.outcome) === 'UNAVAILABLE: closing');
        const { begun } = closeOf(run);
        const admitted = new Set(
          run.of('admitted').flatMap(({ job, order }) => (order < begun ? [job] : [])),
        );
        const dropped = told.filter(({ job }) => admitted.has(job));
        if (run.of('close').every(({ drain }) => drain === 'finish')) {
          expect(dropped.filter(({ order }) => order < graceEnd)).toEqual([]);
        }
        // Only a method that never ends keeps a close waiting for the end of its grace.
        const endless = run.of('started').filter((each) => run.planOf(each).does === 'never');
        const kept = endless.filter((each) => (run.observed(each)[0]?.order ?? 0) > graceEnd);
        expect(kept).toHaveLength(graceEnd === Infinity ? 0 : 1);
        const [abandoned] = run.of('abandoned');
        const within = (each: { order: number }) =>
          each.order > graceEnd && each.order < (abandoned?.order ?? 0);
        // A listener that resets meanwhile takes a part of what is left.
        if (!run.of('reset').some(within)) {
          expect(abandoned?.commands ?? 0).toBe(run.of('observed').filter(within).length);
        }
      }),
    );
  },
);
