import { expect, test } from 'vitest';
import { PlannedWorker } from '../support/planned-worker.js';

const cancelled = ['cancelled', 'cancelled', 'cancelled'];

test.each(['resume', 'close'] as const)(
  'a listener that says %s within a cancellation sets nothing free that is being cancelled',
  async (act) => {
    const run = new PlannedWorker({});
    run.worker.pause();
    const client = new AbortController();
    const outcomes = run.submit(['a', 'b', 'c'], client.signal);
    run.onTold = () => {
      if (act === 'resume') run.worker.resume();
      else void run.worker.close('finish');
    };
    client.abort();
    expect(await outcomes).toEqual(cancelled);
    expect(run.told).toEqual(['a: cancelled', 'b: cancelled', 'c: cancelled']);
    expect(run.executed).toEqual([]);
  },
);

test('a listener that resumes within a reset sets no job free, also none behind the one it was told of', async () => {
  const run = new PlannedWorker({});
  run.worker.pause();
  const outcomes = Promise.all([run.submit(['a']), run.submit(['b']), run.submit(['c'])]);
  run.onTold = () => run.worker.resume();
  run.worker.reset();
  const reset = ['UNAVAILABLE: reset'];
  expect(await outcomes).toEqual([reset, reset, reset]);
  expect(run.executed).toEqual([]);
});

test('a listener that resumes within a passed deadline sets none of its job free', async () => {
  const run = new PlannedWorker({}, { deadline: 10 });
  run.worker.pause();
  const outcomes = run.submit(['a', 'b']);
  run.onTold = () => run.worker.resume();
  await run.clock.advance(10);
  expect(await outcomes).toEqual(['INTERNAL: deadline', 'INTERNAL: deadline']);
  expect(run.executed).toEqual([]);
});

test('a job that waits for a place is not let in once it has its outcome', async () => {
  const run = new PlannedWorker({}, { capacity: 1, admissionTimeout: 1_000 });
  run.worker.pause();
  const first = run.submit(['a']);
  const atDoor = run.submit(['b']);
  run.onTold = () => run.worker.resume();
  run.worker.reset();
  expect([await first, await atDoor]).toEqual([['UNAVAILABLE: reset'], ['UNAVAILABLE: reset']]);
  expect(run.executed).toEqual([]);
  await run.worker.idle();
  expect(run.clock.pendingTimers()).toBe(0);
});

test('an observer that throws costs nobody an outcome', async () => {
  const run = new PlannedWorker({});
  run.onTold = () => {
    throw new Error('an observer');
  };
  expect(await run.submit(['a', 'b'])).toEqual(['result', 'result']);
  expect(await run.submit(['c'])).toEqual(['result']);
  expect(run.faults).toHaveLength(3);
});

test('nor does one that throws again when it is told so', async () => {
  const fail = () => {
    throw new Error('an observer');
  };
  const run = new PlannedWorker({ a: fail }, { observe: fail, onError: fail });
  expect(await run.submit(['a', 'b'])).toEqual(['INTERNAL: fault', 'result']);
});

test('a job without commands has no outcome, at once', async () => {
  const run = new PlannedWorker({});
  run.worker.pause();
  expect(await run.submit([])).toEqual([]);
});
