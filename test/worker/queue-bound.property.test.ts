import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

test('no more jobs than the capacity wait, and no more than that for a place', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const bound = script.admissionTimeout > 0 ? 2 * script.capacity : script.capacity;
      const inQueue = new Set<number>();
      const out = new Set<number>();
      const tooLong: number[] = [];
      for (const each of run.happenings) {
        if (each.kind === 'started' || each.kind === 'observed') {
          inQueue.delete(each.job);
          out.add(each.job);
        }
        if (each.kind !== 'admitted') {
          if (each.waiting > bound) tooLong.push(each.order);
        } else if (!out.has(each.job)) inQueue.add(each.job);
        // Counted from outside, the one that is in its processing time seems to wait still.
        if (inQueue.size > script.capacity + 1) tooLong.push(each.order);
      }
      expect(tooLong).toEqual([]);
    }),
  );
});

test('BUSY comes at once, to every command of a job, and only from a full queue', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript({ admissionTimeout: 0 }), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const closed = run.of('close')[0]?.order ?? Infinity;
      const wrong: string[] = [];
      for (const [job, { commands }] of run.jobs.entries()) {
        const told = commands.flatMap((_, index) => run.observed({ job, index }));
        const words = told.map(({ record }) => inShort(record.outcome));
        const begin = run.of('submitting').find((each) => each.job === job);
        const end = run.of('submitted').find((each) => each.job === job);
        if (begin === undefined || end === undefined) continue;
        const isFull = begin.waiting >= script.capacity;
        const isBusy = words.includes('BUSY');
        if (isBusy && words.some((word) => word !== 'BUSY')) {
          wrong.push(`${job}: not every command`);
        }
        if (isBusy && told.some(({ order }) => order > end.order)) wrong.push(`${job}: not at once`);
        if (isBusy && !isFull) wrong.push(`${job}: BUSY although there was a place`);
        // With capacity 0 a job may go straight to its turn.
        if (!isBusy && isFull && script.capacity > 0 && begin.order < closed)
          wrong.push(`${job}: no place, yet taken`);
      }
      expect(wrong).toEqual([]);
    }),
  );
});
