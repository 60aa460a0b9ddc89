import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadline, holds } from '../support/property.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

test('idle comes when all jobs from before have their outcomes, and it always comes', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const early: string[] = [];
      for (const asked of run.of('idle asked')) {
        const idle = run.of('idle').filter(({ ask }) => ask === asked.ask);
        expect(idle).toHaveLength(1);
        const before = new Set(
          run
            .of('submitted')
            .filter(({ order }) => order < asked.order)
            .map(({ job }) => job),
        );
        const open = run
          .of('observed')
          .filter(({ job, order }) => before.has(job) && order > (idle[0]?.order ?? Infinity));
        early.push(...open.map(({ job, index }) => `${job}/${index} after ask ${asked.ask}`));
      }
      expect(early).toEqual([]);
    }),
  );
});
