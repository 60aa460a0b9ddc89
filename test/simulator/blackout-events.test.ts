import { expect, test } from 'vitest';
import { createSilvusMock, virtualClock } from '../../src/index.js';
import { next } from '../support/events.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { outcome } from '../support/json-rpc-client.js';

test('nobody is told that a radio is back that was never away', async () => {
  const mock = createSilvusMock();
  let told = 0;
  mock.on('online', () => (told += 1));
  await mock.start();
  await mock.setMode('normal');
  await mock.blackout.end();
  expect(told).toBe(0);
  await mock.close();
});

test('a blackout is told with what is left of it, at any time of day', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const told: [number, unknown][] = [];
  mock.on('blackout', (event) => told.push([clock.now(), event]));
  mock.on('online', () => told.push([clock.now(), 'online']));
  await clock.advance('1h');
  mock.blackout.begin('10s');
  await clock.advance('4s');
  // A shorter one changes nothing, a longer one is told.
  mock.blackout.begin('2s', 'reboot');
  mock.blackout.begin('20s', 'manual');
  await clock.advance('1m');
  expect(told).toEqual([
    [3_600_000, { node: '1', cause: 'manual', ms: 10_000 }],
    [3_604_000, { node: '1', cause: 'manual', ms: 20_000 }],
    [3_624_000, 'online'],
  ]);
});

test('a radio that is closed goes dark for nobody', async () => {
  const clock = virtualClock();
  const mock = createSilvusMock({ clock });
  await mock.start();
  await mock.close();
  mock.blackout.begin('1h');
  await mock.setMode('offline');
  expect(clock.pendingTimers()).toBe(0);
});

test('a blackout has one timer, however many causes it has and however often it is made longer', async () => {
  const { mock, clock } = await runningInVirtualTime();
  expect(clock.pendingTimers()).toBe(0);
  for (const duration of ['10s', '20s', '5s', '30s'] as const) {
    mock.blackout.begin(duration);
    expect(clock.pendingTimers()).toBe(1);
  }
  mock.blackout.begin('1h', 'reboot');
  expect(clock.pendingTimers()).toBe(1);
  await mock.blackout.end();
  expect(clock.pendingTimers()).toBe(0);
});

test('so has a reboot, first for its beginning and then for its end', async () => {
  const { mock, clock } = await runningInVirtualTime();
  await outcome(mock, 'radio_reset');
  expect(clock.pendingTimers()).toBe(1);
  await clock.advance('3s');
  expect(mock.blackout.current?.cause).toBe('reboot');
  expect(clock.pendingTimers()).toBe(1);
  await clock.advance('60s');
  expect(mock.blackout.current).toBeUndefined();
  expect(clock.pendingTimers()).toBe(0);
});

test('a blackout that begins and ends while the event loop is held is told all the same', async () => {
  const mock = await running({ timing: { rebootDelay: 50, reboot: 10 } });
  const told: unknown[] = [];
  mock.on('blackout', (event) => told.push(event));
  const back = next(mock, 'online');
  expect(await outcome(mock, 'radio_reset', [])).toEqual(['']);
  const begun = performance.now();
  while (performance.now() - begun < 150);
  await back;
  expect(told).toEqual([{ node: '1', cause: 'reboot', ms: 0 }]);
});
