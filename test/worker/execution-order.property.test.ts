import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import type { Place } from '../support/scripted-executor.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript } from '../support/worker-script.js';

const before = (one: Place, other: Place) =>
  one.job < other.job || (one.job === other.job && one.index < other.index);

test(
  'one command runs at a time, jobs in the order of their submission, batches unbroken',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
        const run = await new WorkerRun(script, scheduler).live();
        const overlaps: Place[] = [];
        const turns: Place[] = [];
        let running: Place | undefined;
        for (const each of run.of('started', 'observed')) {
          const { job, index } = each;
          if (each.kind === 'started') {
            if (running !== undefined) overlaps.push({ job, index });
            running = { job, index };
            turns.push(running);
          } else {
            if (running?.job === job && running.index === index) running = undefined;
            // Refused in its turn: it took part in the order too.
            if (inShort(each.record.outcome) === 'UNAVAILABLE: dark') turns.push({ job, index });
          }
        }
        expect(overlaps).toEqual([]);
        // Strictly rising places: no job overtakes another, and nothing comes between a batch's commands.
        expect(turns.filter((turn, nth) => nth > 0 && !before(turns[nth - 1] ?? turn, turn))).toEqual([]);
        const admitted = run.of('admitted').map(({ job }) => job);
        expect(admitted).toEqual([...admitted].sort((one, other) => one - other));
      }),
    );
  },
);
