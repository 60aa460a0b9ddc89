import { checkFunction } from '../core/arguments.js';
import { systemClock } from '../core/time/clock.js';
import { createSilvusMock } from '../library/create.js';
import { caseJournal } from './case-radio.js';
import { ClientFailed } from './client-failed.js';
import type { ClientDriver } from './driver.js';
import { chaosSettings } from './finding.js';
import { type FuzzClientOptions, type FuzzedRadioOptions, fuzzClientSettings } from './options.js';

/** Result of a search that found nothing. */
export interface FuzzClientReport {
  /** Seed that all cases followed from. */
  readonly seed: number;
  /** Number of cases that were run. */
  readonly cases: number;
  /** Number of cases in which something was bent. */
  readonly bentCases: number;
  /** Real ms. */
  readonly durationMs: number;
}

/** A radio that does not wait by itself. */
const withoutBlackouts: FuzzedRadioOptions = { timing: { preset: 'instant' } };

/**
 * Searches for a case in which a client of the radio fails: it hangs, throws an error that is not its own, reports a
 * value that the radio never said, or has a write executed twice. Each case is a radio of its own whose replies chaos
 * bends. Rejects with {@link ClientFailed} (`CLIENT_FAILED`) for the first failure, shrunk to the fewest bent exchanges
 * and the mildest bend; its message has the lines that replay it. Rejects with `OPTION_INVALID`.
 * @param run drives the client against the radio that it is given, and ends when the client has done its work
 */
export async function fuzzClient(
  run: ClientDriver,
  options: FuzzClientOptions = {},
): Promise<FuzzClientReport> {
  checkFunction('fuzzClient: run', run);
  const settings = fuzzClientSettings(options);
  const { search } = await import('./search.js');
  const { InProcessRunner } = await import('./in-process.js');
  const radio = { ...withoutBlackouts, ...settings.radio };
  const runner = new InProcessRunner({
    ...settings,
    run,
    radioOf: (chaos, clock) => {
      const { seed = settings.seed } = chaos ?? {};
      const bending = chaos === undefined ? {} : { chaos: chaosSettings(chaos) };
      return createSilvusMock({ ...radio, journal: caseJournal, clock, seed, ...bending });
    },
  });
  const clock = systemClock();
  const begun = clock.now();
  const result = await search({ ...settings, runner });
  const { finding, ...counts } = result;
  if (finding === undefined) return { ...counts, durationMs: clock.now() - begun };
  const { findingText } = await import('./report.js');
  const { radioFlagsOf } = await import('./radio-flags.js');
  const text = findingText(finding, {
    seed: settings.seed,
    radioFlags: radioFlagsOf(radio),
    replay: (chaos) => `fuzzClient(run, ${JSON.stringify({ replay: chaos })})`,
  });
  throw new ClientFailed(text, finding);
}
