import { expect } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { radioTest as test, silvusTest } from '../../../src/vitest/vitest.js';
import { outcome } from '../../support/json-rpc-client.js';

silvusTest({ worker: { processingTime: '250ms' } })(
  'runUntilIdle() goes on until jobs, blackouts and delayed replies are over, and no further',
  async ({ radio, clock }) => {
    radio.faults.add({ kind: 'latency', ms: '1m', match: { method: 'bw' } });
    const replies = [outcome(radio, 'nodeid'), outcome(radio, 'bw')];
    await radio.received(2);
    radio.blackout.begin('45s');
    await clock.runUntilIdle();
    expect(await Promise.all(replies)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(radio.blackout.current).toBeUndefined();
    expect(radio.health()).toMatchObject({ ready: true, reasons: [] });
    expect(clock.pendingTimers()).toBe(0);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    expect(clock.now()).toBeLessThan(61_000);
  },
);

test('where nothing is to come, no time passes', async ({ clock }) => {
  await clock.runUntilIdle();
  expect(clock.now()).toBe(0);
});

test('it goes through a reboot', async ({ radio, clock }) => {
  await outcome(radio, 'radio_reset');
  await clock.runUntilIdle();
  expect(clock.now()).toBe(63_000);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('what falls due after its limit is told, and has not happened', async ({ radio, clock }) => {
  radio.blackout.begin('2h');
  await expect(clock.runUntilIdle('1h')).rejects.toMatchObject({
    code: 'NOT_IDLE',
    message: 'runUntilIdle: something still falls due after 1h',
  });
  expect(radio.blackout.current).toBeDefined();
  expect(clock.now()).toBeLessThanOrEqual(3_600_000);
});

test('what recurs is not waited for', async () => {
  const clock = virtualClock();
  let beats = 0;
  const beat = () => {
    beats += 1;
    clock.setTimeout(beat, 1_000, { background: true });
  };
  beat();
  clock.setTimeout(() => undefined, 3_500);
  await clock.runUntilIdle();
  expect({ beats, now: clock.now() }).toEqual({ beats: 4, now: 3_500 });
});

test.for([-1, 'soon', NaN])('a limit of %j is refused', async (limit, { clock }) => {
  await expect(clock.runUntilIdle(limit as number)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});
