import { type TestAPI, type TestContext, test } from 'vitest';
import type { Clock } from '../core/time/clock.js';
import { startSilvusMock } from '../library/create.js';
import type { SilvusMock } from '../library/silvus-mock.js';
import type { SilvusMockOptions } from '../library/options.js';
import { type VirtualClock, virtualClock } from '../core/time/virtual-clock.js';
import { closeCleanly } from './close-cleanly.js';
import { appendTo, failureReport } from './failure-report.js';

/** Options of the radio of each test: those of `startSilvusMock`, and a clock for each test. */
export interface RadioOptions<C extends Clock = Clock> extends Omit<SilvusMockOptions, 'clock'> {
  /** Creates the clock of a test; default: `virtualClock`. For real time: `() => systemClock`. */
  readonly clock?: () => C;
  /**
   * True: a test may add a fault that never acts, or run a step of a scenario that finds nothing to do. Default: such a
   * test fails, since it does not test what it says.
   */
  readonly allowUnused?: boolean | undefined;
}

/** Fixtures of a test; a radio is started only for tests that use it. */
export interface RadioFixtures<C extends Clock = VirtualClock> {
  /** The radio's clock. */
  readonly clock: C;
  /** Settings that replace those of the fixtures: `test.override({ radioOptions: … })`. */
  readonly radioOptions: Omit<RadioOptions, 'clock'>;
  /** The test's radio, on free ports. It is closed after the test; a close that is not clean fails the test. */
  readonly radio: SilvusMock<C>;
}

/** Passes the value of a fixture to the test; resolves when the test has finished. */
export type Use<T> = (value: T) => Promise<void>;

/** {@link RadioFixtures} in the form of `test.extend`. */
export interface RadioFixtureFunctions<C extends Clock = VirtualClock> {
  /** Creates the clock of a test. */
  readonly clock: (context: object, use: Use<C>) => Promise<void>;
  /** Provides the settings of the test's radio. */
  readonly radioOptions: (context: object, use: Use<Omit<RadioOptions, 'clock'>>) => Promise<void>;
  /** Starts and closes the radio of a test. */
  readonly radio: (
    context: Omit<RadioFixtures<C>, 'radio'> & Pick<TestContext, 'task' | 'onTestFailed'>,
    use: Use<SilvusMock<C>>,
  ) => Promise<void>;
}

/**
 * Fixtures for `test.extend`, to be combined with others. The message of a failed test ends with the radio's seed and
 * its last exchanges.
 * @param options of each test's radio; invalid ones fail the test with `OPTION_INVALID`
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

/** vitest's `test` with one radio for each test, in virtual time. */
export const radioTest = silvusTest();

function fixturesWith<C extends Clock>(
  makeClock: () => C,
  settings: Omit<RadioOptions, 'clock'>,
): RadioFixtureFunctions<C> {
  return {
    // vitest parses the source of these functions for the fixtures they need: the first parameter must be a pattern.
    clock: async ({}, use) => use(makeClock()),
    radioOptions: async ({}, use) => use(settings),
    radio: async ({ clock, radioOptions, task, onTestFailed }, use) => {
      // Errors of earlier tries of the same test.
      const before = task.result?.errors?.length ?? 0;
      const { allowUnused = false, ...options } = radioOptions;
      const radio = await startSilvusMock({ ...options, clock });
      onTestFailed(() => {
        const error = task.result?.errors?.[before];
        if (error !== undefined) appendTo(error, failureReport(radio));
      });
      await use(radio);
      // A test that has failed may not have come as far as its faults.
      const hasFailed = (task.result?.errors?.length ?? 0) > before;
      await closeCleanly(radio, allowUnused || hasFailed);
    },
  };
}
