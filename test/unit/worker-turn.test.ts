import { expect, test } from 'vitest';
import { virtualClock } from '../../src/index.js';
import type { Execution } from '../../src/radio/declaration.js';
import { PlannedWorker, done } from '../support/planned-worker.js';

const never = new Promise<Execution>(() => undefined);

test('a method that resets its own worker and then never ends blocks nobody', async () => {
  const run: PlannedWorker = new PlannedWorker({
    resets: () => {
      run.worker.reset();
      return never;
    },
  });
  expect(await run.submit(['resets', 'b'])).toEqual(['UNAVAILABLE: reset', 'UNAVAILABLE: reset']);
  expect(await run.submit(['c'])).toEqual(['result']);
  expect(run.executed).toEqual(['resets', 'c']);
  expect(run.worker.figures().unended).toEqual(['resets']);
});

test('a method that reads its signal after its deadline sees that nobody waits', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const seen: boolean[] = [];
  const run = new PlannedWorker(
    {
      slow: async (context) => {
        await held;
        seen.push(context.signal.aborted);
        return done;
      },
      next: (context) => {
        seen.push(context.signal.aborted);
        return never;
      },
    },
    { deadline: 10, processingTime: () => 0 },
  );
  const slow = run.submit(['slow']);
  await run.clock.advance(10);
  expect(await slow).toEqual(['INTERNAL: deadline']);
  const next = run.submit(['next']);
  letGo();
  await run.clock.advance(10);
  await next;
  expect(seen).toEqual([false, true]);
});

test('an event loop that stood still past a deadline carries the command out no more', async () => {
  let stoodStill = 0;
  const slow = virtualClock();
  const clock = { ...slow, now: () => slow.now() + stoodStill };
  const run = new PlannedWorker(
    {
      a: () => {
        stoodStill = 10;
        return done;
      },
    },
    { deadline: 10, clock },
  );
  expect(await run.submit(['a', 'b'])).toEqual(['result', 'INTERNAL: deadline']);
  expect(run.executed).toEqual(['a']);
  expect(slow.pendingTimers()).toBe(0);
});

test('nor does one that stood still during the processing time', async () => {
  let stoodStill = 0;
  const slow = virtualClock();
  const clock = { ...slow, now: () => slow.now() + stoodStill };
  const run = new PlannedWorker({}, { deadline: 10, clock, processingTime: () => 5 });
  const outcomes = run.submit(['a', 'b']);
  stoodStill = 6;
  await slow.advance(5);
  expect(await outcomes).toEqual(['INTERNAL: deadline', 'INTERNAL: deadline']);
  expect(run.executed).toEqual([]);
});
