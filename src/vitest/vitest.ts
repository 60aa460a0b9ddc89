import { type TestAPI, type TestContext, test } from 'vitest';
import type { Clock } from '../core/time/clock.js';
import { startSilvusMock } from '../library/create.js';
import type { SilvusMock } from '../library/silvus-mock.js';
import type { SilvusMockOptions } from '../library/options.js';
import { type VirtualClock, virtualClock } from '../core/time/virtual-clock.js';
import { closeWhole } from './closing.js';
import { appendTo, failureReport } from './failure-report.js';

/** Options of the radio that each test gets: those of `startSilvusMock`, and a clock for each. */
export interface RadioOptions<C extends Clock = Clock> extends Omit<SilvusMockOptions, 'clock'> {
  /** Makes a test's clock; default: `virtualClock`. For real time: `systemClock`. */
  readonly clock?: () => C;
}

/** What a test gets; a radio is started only for those that name it. */
export interface RadioFixtures<C extends Clock = VirtualClock> {
  /** What the radio's time obeys. */
  readonly clock: C;
  /** Settings in the place of those that the fixtures were made with: `test.override({ radioOptions: … })`. */
  readonly radioOptions: Omit<RadioOptions, 'clock'>;
  /** A radio of its own on free ports. It is closed after the test; a close that is not clean fails the test. */
  readonly radio: SilvusMock<C>;
}

/** Hands a fixture's value to the test; resolves when the test has finished. */
export type Use<T> = (value: T) => Promise<void>;

/** {@link RadioFixtures} as `test.extend` takes them. */
export interface RadioFixtureFunctions<C extends Clock = VirtualClock> {
  /** Makes the clock of a test. */
  readonly clock: (context: object, use: Use<C>) => Promise<void>;
  /** Gives the settings of a test's radio. */
  readonly radioOptions: (context: object, use: Use<Omit<RadioOptions, 'clock'>>) => Promise<void>;
  /** Starts a radio for a test, and closes it. */
  readonly radio: (
    context: Omit<RadioFixtures<C>, 'radio'> & Pick<TestContext, 'task' | 'onTestFailed'>,
    use: Use<SilvusMock<C>>,
  ) => Promise<void>;
}

/**
 * Fixtures for `test.extend`, to be combined with your own. A test that fails shows the radio's seed and its last
 * exchanges at the end of the message.
 * @param options of each test's radio; wrong ones fail the test with `OPTION_INVALID`
 */
export function silvusFixtures<C extends Clock>(
  options: RadioOptions<C> & { readonly clock: () => C },
): RadioFixtureFunctions<C>;
export function silvusFixtures(options?: Omit<RadioOptions, 'clock'>): RadioFixtureFunctions;
export function silvusFixtures({ clock = virtualClock, ...settings }: RadioOptions = {}): object {
  return fixturesWith(clock, settings);
}

/** vitest's `test` with {@link RadioFixtures}: `silvusTest({ mode: 'degraded' })`. */
export function silvusTest<C extends Clock>(
  options: RadioOptions<C> & { readonly clock: () => C },
): TestAPI<RadioFixtures<C>>;
export function silvusTest(options?: Omit<RadioOptions, 'clock'>): TestAPI<RadioFixtures>;
export function silvusTest({ clock = virtualClock, ...settings }: RadioOptions = {}): object {
  return test.extend<RadioFixtures<Clock>>(fixturesWith(clock, settings));
}

/** vitest's `test` with a radio of its own for each test, in virtual time. */
export const radioTest = silvusTest();

function fixturesWith<C extends Clock>(
  makeClock: () => C,
  settings: Omit<RadioOptions, 'clock'>,
): RadioFixtureFunctions<C> {
  return {
    // vitest reads from the text of these functions what they need: the first parameter must be a pattern.
    clock: async ({}, use) => use(makeClock()),
    radioOptions: async ({}, use) => use(settings),
    radio: async ({ clock, radioOptions, task, onTestFailed }, use) => {
      // Of an earlier try of the same test.
      const before = task.result?.errors?.length ?? 0;
      const radio = await startSilvusMock({ ...radioOptions, clock });
      onTestFailed(() => {
        const error = task.result?.errors?.[before];
        if (error !== undefined) appendTo(error, failureReport(radio));
      });
      await use(radio);
      await closeWhole(radio);
    },
  };
}
