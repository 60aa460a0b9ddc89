import { expect } from 'vitest';
import { radioTest as test } from '../../../src/vitest/vitest.js';
import { outcome } from '../../support/json-rpc-client.js';

const days = 400;
const pollsEachDay = 4;
const day = 86_400_000;

test('400 days pass in one test, with a poll every six hours and a change of frequency every fifty days', async ({
  radio,
  clock,
}) => {
  const answers = new Map<string, number>();
  for (let poll = 0; poll < days * pollsEachDay; poll += 1) {
    if (poll % (50 * pollsEachDay) === 0) await outcome(radio, 'freq', ['2220']);
    const answer = String(await outcome(radio, 'freq'));
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    await clock.advance('6h');
  }
  expect(clock.now()).toBe(days * day);
  expect(Object.fromEntries(answers)).toEqual({ UNAVAILABLE: 8, '2220': 1_592 });
  expect(radio.stats()).toMatchObject({ blackouts: { 'soft-boot': 8 }, ranMs: days * day });
  expect(await outcome(radio, 'uptime')).toEqual([expect.stringContaining('up 400 days')]);
  expect(clock.pendingTimers()).toBe(0);
});

test('a wait of 400 days is one call', async ({ radio, clock }) => {
  radio.blackout.begin('400d');
  await clock.advance('399d');
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
  await clock.advance('1d');
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});
