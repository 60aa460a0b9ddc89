import { expect, test } from 'vitest';
import { type Clock, virtualClock } from '../../src/index.js';
import { PlannedWorker } from '../support/planned-worker.js';

/** A worker whose clock throws as often as it is told to. */
function withBadClock() {
  const clock = virtualClock();
  let failures = 0;
  const bad: Clock = {
    wallTime: () => clock.wallTime(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    now: () => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('the clock is broken');
      }
      return clock.now();
    },
  };
  const deaths: unknown[] = [];
  const run = new PlannedWorker({}, { clock: bad, onLoopFailed: (error) => deaths.push(error) });
  return { run, deaths, breakClock: (times: number) => (failures = times) };
}

test('a loop that ends with an error is reported, keeps the queued jobs, and goes on when it is restarted', async () => {
  const { run, deaths, breakClock } = withBadClock();
  run.worker.pause();
  const a = run.submit(['a']);
  const b = run.submit(['b']);
  breakClock(2);
  run.worker.resume();
  await expect.poll(() => deaths.length).toBe(1);
  const c = run.submit(['c']);
  expect(await a).toEqual(['INTERNAL: fault']);
  expect(run.executed).toEqual([]);
  expect(run.worker.figures.waiting).toBe(2);
  run.worker.restart();
  expect([await b, await c]).toEqual([['result'], ['result']]);
});

test('a close after that answers those who wait', async () => {
  const { run, deaths, breakClock } = withBadClock();
  run.worker.pause();
  const a = run.submit(['a']);
  const b = run.submit(['b']);
  breakClock(2);
  run.worker.resume();
  await expect.poll(() => deaths.length).toBe(1);
  await run.worker.close('finish');
  expect([await a, await b]).toEqual([['INTERNAL: fault'], ['result']]);
  expect(run.executed).toEqual(['b']);
});
