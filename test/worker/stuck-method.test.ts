import { expect, test } from 'vitest';
import type { Execution } from '../../src/radio/declaration.js';
import { PlannedWorker } from '../support/planned-worker.js';

const never = new Promise<Execution>(() => undefined);

test('a method without a deadline that has not ended after a minute is stuck', async () => {
  const run = new PlannedWorker({ hangs: () => never });
  void run.submit(['hangs']);
  await run.clock.advance(60_000);
  expect(run.worker.stuck()).toBeUndefined();
  await run.clock.advance(1);
  expect(run.worker.stuck()).toBe('hangs');
  run.worker.reset();
  await run.clock.advance(0);
  expect(run.worker.stuck()).toBeUndefined();
});

test('a processing time is no standstill, however long it is', async () => {
  const run = new PlannedWorker({ hangs: () => never }, { processingTime: () => 3_600_000 });
  void run.submit(['hangs']);
  await run.clock.advance(3_600_000);
  expect(run.worker.stuck()).toBeUndefined();
  await run.clock.advance(60_001);
  expect(run.worker.stuck()).toBe('hangs');
});

test('a method with a deadline is given up at it, so that the next runs and nothing is stuck', async () => {
  const run = new PlannedWorker({ hangs: () => never }, { deadline: 600_000 });
  void run.submit(['hangs']);
  await run.clock.advance(599_999);
  expect(run.worker.stuck()).toBeUndefined();
  await run.clock.advance(3_600_000);
  expect(run.worker.stuck()).toBeUndefined();
  expect(run.worker.figures.unended).toEqual(['hangs']);
});
