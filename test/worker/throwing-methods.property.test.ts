import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';
import { secret } from '../support/scripted-executor.js';
import { WorkerRun } from '../support/worker-run.js';
import { anyScript, type Behaviour } from '../support/worker-script.js';

const failing: ReadonlySet<Behaviour> = new Set<Behaviour>(['throws', 'rejects', 'fails later']);

/** What may become of a command that has begun, whatever its method does. */
const cutShort = new Set(['UNAVAILABLE: reset', 'UNAVAILABLE: closing', 'INTERNAL: deadline']);

const ownOutcome: Readonly<Record<Behaviour, string>> = {
  returns: 'result',
  waits: 'result',
  refuses: 'INVALID_RANGE',
  throws: 'INTERNAL: fault',
  rejects: 'INTERNAL: fault',
  'fails later': 'INTERNAL: fault',
  never: 'cut short',
};

test('a method that throws harms its own command alone, and its text stays inside', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const started = run.of('started');
      const wrong = started
        .map((place) => ({
          plan: run.planOf(place),
          outcomes: run.observed(place).map(({ record }) => inShort(record.outcome)),
        }))
        .filter(
          ({ plan, outcomes }) =>
            !outcomes.every((each) => each === ownOutcome[plan.does] || cutShort.has(each)),
        );
      expect(wrong).toEqual([]);
      const own = run.of('observed').filter(({ record: { outcome } }) => outcome.kind === 'result');
      expect(own.map(({ record: { outcome } }) => outcome)).toEqual(
        own.map(({ job, index }) => ({ kind: 'result', result: [`${job}/${index}`] })),
      );
      expect(JSON.stringify(run.of('settled').map(({ outcomes }) => outcomes))).not.toContain(secret);
    }),
  );
});

test('whatever a method throws is told to those who watch, once', deadline, async () => {
  await holds(
    fc.asyncProperty(anyScript(), fc.scheduler(), async (script, scheduler) => {
      const run = await new WorkerRun(script, scheduler).live();
      const place = ({ job, index }: { job: number; index: number }) => `${job}/${index}`;
      const ended = new Set(run.of('ended').map(place));
      const thrown = run
        .of('started')
        .filter((each) => failing.has(run.planOf(each).does))
        .filter((each) => run.planOf(each).does !== 'fails later' || ended.has(place(each)))
        .map(place);
      expect(run.of('fault').map(place).sort()).toEqual(thrown.sort());
      expect(
        run.of('fault').filter(({ fault }) => !(fault instanceof Error && fault.message === secret)),
      ).toEqual([]);
    }),
  );
});
