import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { type Clock, scaledClock, systemClock, virtualClock } from '../../../src/index.js';

type Made = { readonly clock: Clock; readonly pass: () => unknown };

function virtual(): Made {
  const clock = virtualClock();
  return { clock, pass: () => clock.advance(1) };
}

const clocks: readonly (readonly [string, () => Made])[] = [
  ['virtual', virtual],
  ['system', () => ({ clock: systemClock(), pass: () => undefined })],
  ['scaled', () => ({ clock: scaledClock(60), pass: () => undefined })],
];

const listeners = ({ signal }: AbortController) => getEventListeners(signal, 'abort').length;

test.each(clocks)('a sleep of the %s clock leaves no listener once it is over', async (_, make) => {
  const { clock, pass } = make();
  const controller = new AbortController();
  const sleep = clock.sleep(1, controller.signal);
  expect(listeners(controller)).toBe(1);
  await pass();
  expect(await sleep).toBe(true);
  expect(listeners(controller)).toBe(0);
});

test.each(clocks)('an aborted sleep of the %s clock ends at once and leaves no listener', async (_, make) => {
  const { clock } = make();
  const controller = new AbortController();
  const sleep = clock.sleep(3_600_000, controller.signal);
  controller.abort();
  expect(await sleep).toBe(false);
  expect(await clock.sleep(3_600_000, controller.signal)).toBe(false);
  expect(listeners(controller)).toBe(0);
});

/** A wait that is longer than a timer of Node.js can be fires after 1 ms, with a warning. */
test.each([2 ** 31 - 1, 2 ** 31, 2 ** 40])('a sleep of %d real ms is kept', async (ms) => {
  const warnings: string[] = [];
  const keep = ({ name }: Error) => warnings.push(name);
  process.on('warning', keep);
  const controller = new AbortController();
  const sleep = systemClock().sleep(ms, controller.signal);
  // Longer than a timer of 1 ms takes.
  await systemClock().sleep(20);
  controller.abort();
  expect(await sleep).toBe(false);
  process.off('warning', keep);
  expect(warnings).toEqual([]);
});

test('an aborted sleep leaves no timer', async () => {
  const clock = virtualClock();
  const controller = new AbortController();
  const sleep = clock.sleep(3_600_000, controller.signal);
  expect(clock.pendingTimers()).toBe(1);
  controller.abort();
  await sleep;
  expect(clock.pendingTimers()).toBe(0);
});
