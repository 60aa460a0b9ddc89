import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

test('every command gets exactly one outcome, and its submitter the same', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const told = run.places().map((place) => run.observed(place).map(({ record }) => record.outcome));
      const given = run.jobs.map((_, job) => run.of('settled').filter((each) => each.job === job));
      expect(given.filter((each) => each.length !== 1)).toEqual([]);
      expect(told).toEqual(given.flatMap(([only]) => only?.outcomes ?? []).map((outcome) => [outcome]));
    }),
  );
});

test('a job that has settled holds no timer and no abort listener', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const open = new Map<number, number>();
      const held: string[] = [];
      for (const each of run.happenings) {
        if (each.kind === 'submitting') open.set(each.job, run.jobs[each.job]?.commands.length ?? 0);
        if (each.kind === 'observed') open.set(each.job, (open.get(each.job) ?? 0) - 1);
        if (each.kind !== 'settled') continue;
        if (each.listeners > 0) held.push(`a listener of job ${each.job}`);
        // One timer for each open job, and one for the processing time of the one that runs.
        const unsettled = [...open.values()].filter((left) => left > 0).length;
        if (each.timers > (unsettled === 0 ? 0 : unsettled + 1)) held.push(`a timer after job ${each.job}`);
      }
      expect(held).toEqual([]);
      expect(run.clock.pendingTimers()).toBe(0);
    }),
  );
});
