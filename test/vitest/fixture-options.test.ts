import { describe, expect, test as base, vi } from 'vitest';
import { scaledClock, systemClock } from '../../src/index.js';
import { radioTest, silvusFixtures, silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

radioTest('radioTest gives a radio in virtual time', async ({ radio, clock }) => {
  expect(radio.clock).toBe(clock);
  expect(await outcome(radio, 'freq', ['2220'])).toEqual(['']);
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
  await clock.advance('30s');
  expect(await outcome(radio, 'freq')).toEqual(['2220']);
});

silvusTest({ seed: 7, model: 's-band', timing: { softBoot: '1m' } })(
  'silvusTest gives one with settings',
  ({ radio }) => {
    expect(radio.seed).toBe(7);
    expect(radio.model).toBe('s-band');
  },
);

describe('the settings of a group of tests', () => {
  const test = silvusTest({ seed: 7 });
  test.override({ radioOptions: { mode: 'offline' } });

  test('take the place of those before', ({ radio }) => {
    expect(radio.mode).toBe('offline');
  });
});

silvusTest({ clock: systemClock })("on the machine's clock", ({ radio, clock }) => {
  expect(radio.clock).toBe(clock);
  expect(clock).not.toHaveProperty('advance');
});

silvusTest({ clock: () => scaledClock(60_000) })('on a fast clock', async ({ radio }) => {
  const back = new Promise((resolve) => radio.on('online', resolve));
  radio.blackout.begin('30s');
  await back;
  expect(radio.blackout.current).toBeUndefined();
});

const own = base.extend(silvusFixtures({ seed: 9 })).extend<{ freq: () => Promise<unknown> }>({
  freq: async ({ radio }, use) => {
    await use(() => outcome(radio, 'freq'));
    // What is built on the radio is taken down before it.
    expect(radio.lifecycle).toBe('running');
  },
});

own('fixtures go with those of a user', async ({ freq, radio }) => {
  expect(await freq()).toEqual(['4700']);
  expect(radio.seed).toBe(9);
});

const makeClock = vi.fn(systemClock);

describe('a test that does not name the radio', () => {
  silvusTest({ clock: makeClock })('has none', () => {
    expect(makeClock).not.toHaveBeenCalled();
  });
});
