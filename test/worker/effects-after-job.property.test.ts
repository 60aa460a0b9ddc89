import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { blackoutMs } from '../support/scripted-executor.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

test(
  'what a job causes begins once, when its last command has its outcome, and before the next turn',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        const wrong: string[] = [];
        let begun = 0;
        for (const [job, { commands }] of run.jobs.entries()) {
          const start = run.of('started').find((each) => each.job === job)?.order;
          if (start === undefined) continue;
          const next = run.of('started').find((each) => each.job > job)?.order ?? Infinity;
          const effects = commands.flatMap(({ does, effect }, index) => {
            const [observed] = run.observed({ job, index });
            const isDone = does !== 'refuses' && observed?.record.outcome.kind === 'result';
            return isDone && effect !== undefined ? [effect] : [];
          });
          const between = (each: { order: number }) => each.order > start && each.order < next;
          const began = run.of('began').filter(between);
          begun += began.length;
          const last = Math.max(
            ...commands.map((_, index) => run.observed({ job, index })[0]?.order ?? Infinity),
          );
          const givenUp = run.of('reset', 'abandon').find(between)?.order ?? Infinity;
          const expected = effects.length === 0 || givenUp < (began[0]?.order ?? Infinity) ? [] : [effects];
          if (JSON.stringify(began.map((each) => each.effects)) !== JSON.stringify(expected)) {
            wrong.push(`job ${job} should cause ${JSON.stringify(expected)}`);
          }
          if (began.some(({ order }) => order < last))
            wrong.push(`what job ${job} causes began before its end`);
        }
        expect(wrong).toEqual([]);
        expect(run.of('began')).toHaveLength(begun);
      }),
    );
  },
);

test('jobs behind see the blackout, to its last millisecond and no longer', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      expect(run.of('started').filter(({ dark }) => dark)).toEqual([]);
      const refused = run
        .of('observed')
        .filter(({ record }) => inShort(record.outcome) === 'UNAVAILABLE: dark');
      const blackouts = run.of('began').map(({ at }) => at);
      expect(
        refused.filter(({ at }) => !blackouts.some((from) => at >= from && at < from + blackoutMs)),
      ).toEqual([]);
    }),
  );
});
