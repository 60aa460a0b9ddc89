import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';

test('two that move the clock on at once get it to where the later of them wants it', async () => {
  const clock = virtualClock();
  const seen: number[] = [];
  clock.setTimeout(() => seen.push(clock.now()), 300);
  await Promise.all([clock.advance('1s'), clock.advance('2s'), clock.runUntilIdle()]);
  expect(seen).toEqual([300]);
  expect(clock.now()).toBe(2_000);
});

test.each([
  ['waited for', (moving: Promise<void>) => moving],
  ['not waited for', () => undefined],
])('a timer may move it on further, %s', async (_how, give) => {
  const clock = virtualClock();
  clock.setTimeout(() => give(clock.advance('5s')), 300);
  await clock.advance('1s');
  await clock.runUntilIdle();
  await clock.advance(0);
  expect(clock.now()).toBeGreaterThanOrEqual(1_000);
  await clock.advance('10s');
  expect(clock.now()).toBeLessThanOrEqual(15_300);
});
