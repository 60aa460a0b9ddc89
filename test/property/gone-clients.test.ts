import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

test('a client that goes away cancels its waiting job at once; one that runs goes on', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const cancelled = run.of('observed').filter(({ record }) => record.outcome.kind === 'cancelled');
      const outside = new Set(cancelled);
      const wrong: string[] = [];
      for (const begin of run.of('aborting')) {
        const { job } = begin;
        const end =
          run.of('aborted').find((each) => each.job === job && each.order > begin.order)?.order ?? 0;
        const has = (index: number, order: number) =>
          run.observed({ job, index }).some((each) => each.order < order);
        const indexes = [...(run.jobs[job]?.commands.keys() ?? [])];
        const open = indexes.filter((index) => !has(index, begin.order));
        const within = cancelled.filter(
          (each) => each.job === job && each.order > begin.order && each.order < end,
        );
        for (const each of within) outside.delete(each);
        if (open.length === 0) continue;
        const isFirst = run
          .places()
          .every(
            (place) =>
              place.job >= job ||
              (run.observed(place)[0]?.order !== undefined &&
                (run.observed(place)[0]?.order ?? 0) < begin.order),
          );
        const hasTurn = run.of('started').some((each) => each.job === job && each.order < begin.order);
        if (within.length === 0 && !isFirst) wrong.push(`${job} was not cancelled`);
        if (within.length > 0 && (hasTurn || indexes.some((index) => !has(index, end))))
          wrong.push(`${job} was cancelled in part`);
      }
      expect(wrong).toEqual([]);
      // Nothing else cancels.
      expect([...outside].map(({ record }) => inShort(record.outcome))).toEqual([]);
    }),
  );
});
