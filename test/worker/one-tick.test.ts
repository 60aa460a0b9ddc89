import { expect, test } from 'vitest';
import { PlannedWorker } from '../support/planned-worker.js';

const many = 10_000;

const names = Array.from({ length: many }, (_, nth) => `job ${nth}`);

test('without a processing time 10,000 jobs of one tick are carried out, and need no place', async () => {
  const run = new PlannedWorker({}, { capacity: 1 });
  const outcomes = names.map((name) => run.submit([name]));
  expect(run.executed).toEqual(names);
  expect(run.clock.pendingTimers()).toBe(0);
  expect((await Promise.all(outcomes)).flat()).toEqual(names.map(() => 'result'));
});

test('with a processing time one runs, as many as the capacity wait, and the others are told BUSY', async () => {
  const run = new PlannedWorker({}, { capacity: 10, processingTime: () => 5 });
  const outcomes = names.map((name) => run.submit([name]));
  await run.clock.runUntilIdle();
  const told = (await Promise.all(outcomes)).flat();
  expect(told).toEqual(names.map((_, nth) => (nth < 11 ? 'result' : 'BUSY')));
  expect(run.executed).toEqual(names.slice(0, 11));
});

test('while a method works that waits, jobs behind it need a place, whatever they do themselves', async () => {
  const run = new PlannedWorker({ slow: () => new Promise(() => undefined) }, { capacity: 2 });
  void run.submit(['slow']);
  const outcomes = ['a', 'b', 'c'].map((name) => run.submit([name]));
  expect(await outcomes[2]).toEqual(['BUSY']);
  expect(run.executed).toEqual(['slow']);
  run.worker.reset();
});

test('10,000 jobs, each submitted within the outcome of the one before, overflow no stack', async () => {
  const run = new PlannedWorker({}, { capacity: 1 });
  const outcomes: Promise<readonly string[]>[] = [];
  let next = 0;
  const submitNext = () => {
    const name = names[next++];
    if (name !== undefined) outcomes.push(run.submit([name]));
  };
  run.onTold = submitNext;
  submitNext();
  expect((await Promise.all(outcomes)).flat()).toEqual(names.map(() => 'result'));
  expect(run.executed).toEqual(names);
});

test('a job that is submitted within an outcome overtakes no command of its batch and no job before it', async () => {
  const run = new PlannedWorker({}, { capacity: 10 });
  const outcomes: Promise<readonly string[]>[] = [];
  run.onTold = (method) => {
    if (method === 'a' || method === 'x') outcomes.push(run.submit([`within ${method}`]));
    if (method === 'a') outcomes.push(run.submit(['x']));
  };
  outcomes.push(run.submit(['a', 'b']));
  await Promise.all(outcomes);
  expect(run.executed).toEqual(['a', 'b', 'within a', 'x', 'within x']);
});
