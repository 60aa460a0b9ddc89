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
  expect(run.worker.figures.unended).toEqual(['resets']);
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

test('a method that was given up twice is named once, until neither is left', async () => {
  const ends: (() => void)[] = [];
  const slow = () => new Promise<Execution>((resolve) => ends.push(() => resolve(done)));
  const run = new PlannedWorker({ slow }, { deadline: 10 });
  for (let time = 0; time < 2; time += 1) {
    const outcome = run.submit(['slow']);
    await run.clock.advance(10);
    expect(await outcome).toEqual(['INTERNAL: deadline']);
  }
  expect(run.worker.figures.unended).toEqual(['slow']);
  for (const left of [['slow'], []]) {
    ends.pop()?.();
    await run.clock.advance(1);
    expect(run.worker.figures.unended).toEqual(left);
  }
});

test('a job without a deadline sets no timer while it waits', async () => {
  const run = new PlannedWorker({});
  run.worker.pause();
  const outcomes = run.submit(['a']);
  expect(run.clock.pendingTimers()).toBe(0);
  run.worker.resume();
  expect(await outcomes).toEqual(['result']);
});

test('a job whose client is gone already is cancelled, and leaves no trace', async () => {
  const run = new PlannedWorker({});
  expect(await run.submit(['a', 'b'], AbortSignal.abort())).toEqual(['cancelled', 'cancelled']);
  expect(run.executed).toEqual([]);
});

test('waiting and running are measured from the admission and from the turn, at any time of day', async () => {
  const times: [number, number][] = [];
  const run = new PlannedWorker(
    {},
    { processingTime: () => 30, observe: ({ waitMs, runMs }) => times.push([waitMs, runMs]) },
  );
  await run.clock.advance('1h');
  const both = Promise.all([run.submit(['a']), run.submit(['b'])]);
  await run.clock.advance(60);
  await both;
  expect(times).toEqual([
    [0, 30],
    [30, 30],
  ]);
});

test('a method that ends by itself is not told that nobody waits', async () => {
  const signals: AbortSignal[] = [];
  const run = new PlannedWorker({
    a: (context) => {
      signals.push(context.signal);
      return done;
    },
  });
  expect(await run.submit(['a', 'b'])).toEqual(['result', 'result']);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});
