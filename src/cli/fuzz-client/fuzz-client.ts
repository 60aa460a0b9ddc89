import { randomInt } from 'node:crypto';
import type { LoadedConfig } from '../../config/load.js';
import { resolve } from '../../config/resolve.js';
import { chaosLevels } from '../../chaos/levels.js';
import { SilvusMockError } from '../../core/errors.js';
import { type Clock, systemClock } from '../../core/time/clock.js';
import { parseDuration, durationForm } from '../../core/time/duration.js';
import { excerpt } from '../../core/text.js';
import { caseJournal } from '../../fuzz-client/case-radio.js';
import { maxConcurrency } from '../../fuzz-client/options.js';
import { type CaseChaos, chaosSettings } from '../../fuzz-client/finding.js';
import { chaosFlags, cleanText, findingText } from '../../fuzz-client/report.js';
import { type SearchResult, search } from '../../fuzz-client/search.js';
import { SilvusMock } from '../../library/silvus-mock.js';
import { clockOf } from '../../simulator/clock-of.js';
import { configuration } from '../configuration.js';
import { endProcess, outputWritten } from '../end-process.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Flags } from '../flags.js';
import { print, printError, printJson } from '../output/print.js';
import { handleSignals } from '../start/signals.js';
import { CommandRunner, type CommandTerms, defaultConcurrency } from './command-runner.js';
import { type FuzzClientFlags, caseSettings, defaultReport } from './fuzz-client-flags.js';
import { shellWord } from './shell-word.js';

/** Real ms between two lines of progress. */
const progressEvery = 10_000;

const signalCodes: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Flags of settings that the search sets itself. */
const ofSearch: readonly string[] = ['--seed', '--chaos', '--chaos-share', '--chaos-stages', '--only'];

/** Searches for a case in which a command fails, prints it, and sets the exit code. Rejects with a `CliError`. */
export async function fuzzClient(
  words: readonly string[],
  flags: FuzzClientFlags,
  given: Flags,
): Promise<void> {
  const terms = termsOf(words, flags);
  const concurrency =
    flags.concurrency === undefined
      ? Math.min(defaultConcurrency, maxConcurrency)
      : wholeOf('--concurrency', flags.concurrency, 1, maxConcurrency);
  const cases = wholeOf('--cases', flags.cases, 1, Number.MAX_SAFE_INTEGER);
  const forMs = flags.for === undefined ? undefined : msOf('--for', flags.for);
  const radioFlags = new Map([...given].filter(([flag]) => caseSettings.some((each) => each.flag === flag)));
  const loaded = configurationOf(given, radioFlags);
  const { chaos, seed = randomInt(2 ** 31 - 1) } = loaded.config;
  const replay = replayOf(loaded);
  const stop = new AbortController();
  let ended: string | undefined;
  const release = handleSignals((signal) => {
    ended = signal;
    stop.abort();
  });
  const clock = systemClock();
  const begun = clock.now();
  try {
    const result = await search({
      runner: new CommandRunner(terms, (bending) => radioOf(loaded, seed, bending), stop.signal),
      levels: chaos.level === undefined ? chaosLevels : [chaos.level],
      stages: loaded.originOf('chaos.stages').kind === 'default' ? undefined : chaos.stages,
      seed,
      cases,
      forMs,
      concurrency,
      allowsRepeatedWrites: oneOf('--writes', flags.writes, ['once', 'any']) === 'any',
      replay,
      signal: stop.signal,
      onCase: progress(cases, clock),
    });
    if (ended === undefined) printResult(result, { words, flags, radioFlags, ms: clock.now() - begun });
  } catch (error) {
    if (error instanceof SilvusMockError && error.code === 'OPTION_INVALID' && ended === undefined)
      throw new CliError(exitCodes.usage, error.message);
    if (ended === undefined) throw error;
  } finally {
    release();
  }
  if (ended === undefined) return;
  await outputWritten(500);
  await endProcess(signalCodes[ended] ?? exitCodes.unexpected);
}

function termsOf(words: readonly string[], flags: FuzzClientFlags): CommandTerms {
  return {
    command: words,
    exitCodes: flags.exitCodes.split(',').map((code) => wholeOf('--exit-codes', code.trim(), 0, 255)),
    timeout: msOf('--timeout', flags.timeout),
    maxRequests: wholeOf('--max-requests', flags.maxRequests, 1, 1_000_000),
    report: patternOf('--report', flags.report),
    expected: flags.expect === undefined ? undefined : patternOf('--expect', flags.expect),
    rejected: flags.reject === undefined ? undefined : patternOf('--reject', flags.reject),
  };
}

/** The radio's configuration: any free ports, no control plane, and no blackouts unless they are asked for. */
function configurationOf(given: Flags, radioFlags: Flags): LoadedConfig {
  const file = given.get('--config');
  const loaded = configuration(
    new Map([
      ...(file === undefined ? [] : ([['--config', file]] as const)),
      ...radioFlags,
      ['--http-port', '0'],
      ['--maintenance-port', '0'],
      ['--no-control', 'false'],
    ]),
  );
  for (const warning of loaded.warnings) printError(`warning: ${warning}`);
  return loaded;
}

/** The case that the flags name; undefined for a search. Throws a `CliError`. */
function replayOf({ config }: LoadedConfig): CaseChaos | undefined {
  const { seed, chaos } = config;
  const { level, only } = chaos;
  if (only.length === 0) return undefined;
  if (level !== undefined && seed !== undefined) return { level, seed, only };
  const message = `--only: "${excerpt(only.join(','))}" is not allowed without --chaos and --seed`;
  throw new CliError(exitCodes.usage, message);
}

function radioOf(loaded: LoadedConfig, calmSeed: number, bending: CaseChaos | undefined): SilvusMock {
  const { config, originOf } = loaded;
  const isTimed = originOf('timing.preset').kind !== 'default';
  const calm = { ...config.chaos, level: undefined, only: [] };
  const changed = {
    ...config,
    journal: caseJournal,
    seed: bending?.seed ?? calmSeed,
    chaos: bending === undefined ? calm : { ...config.chaos, ...chaosSettings(bending) },
    timing: isTimed ? config.timing : { ...config.timing, preset: 'instant' as const },
  };
  return new SilvusMock({
    configuration: resolve({ ...loaded, config: changed }),
    clock: clockOf(config),
  });
}

interface PrintTerms {
  readonly words: readonly string[];
  readonly flags: FuzzClientFlags;
  /** Flags of the radio's settings. */
  readonly radioFlags: Flags;
  /** Time of the search, real ms. */
  readonly ms: number;
}

function printResult(result: SearchResult, { words, flags, radioFlags, ms }: PrintTerms): void {
  const { finding, ...counts } = result;
  process.exitCode = finding === undefined ? exitCodes.ok : exitCodes.unexpected;
  const ofRadio = [...radioFlags].filter(([flag]) => !ofSearch.includes(flag)).flat();
  const settings = ofRadio.includes('--timing') ? ofRadio : ['--timing', 'instant', ...ofRadio];
  if (flags.json === true) printJson({ ...counts, ms: Math.round(ms), finding: finding ?? null });
  else if (finding === undefined) print(cleanText(result, ms));
  else
    print(
      findingText(finding, {
        seed: result.seed,
        radioFlags: settings,
        replay: (chaos) =>
          ['silvus-mock', 'fuzz-client', ...chaosFlags(chaos), ...ofRadio, ...ownFlags(flags), '--', ...words]
            .map(shellWord)
            .join(' '),
      }),
    );
}

/** The flags by which a case is judged. */
function ownFlags(flags: FuzzClientFlags): readonly string[] {
  const { timeout, exitCodes: codes, report, expect, reject, writes, maxRequests } = flags;
  return [
    ...['--timeout', timeout, '--exit-codes', codes],
    ...(report === defaultReport ? [] : ['--report', report]),
    ...(writes === 'once' ? [] : ['--writes', writes]),
    ...(maxRequests === '1000' ? [] : ['--max-requests', maxRequests]),
    ...(expect === undefined ? [] : ['--expect', expect]),
    ...(reject === undefined ? [] : ['--reject', reject]),
  ];
}

/** Prints from time to time how many cases are done, to stderr. */
function progress(cases: number, clock: Clock): (done: number) => void {
  let next = clock.now() + progressEvery;
  return (done) => {
    const now = clock.now();
    if (now < next) return;
    next = now + progressEvery;
    printError(`${done} of ${cases} cases, nothing found so far`);
  };
}

function wholeOf(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && value >= min && value <= max) return value;
  throw wrong(flag, text, `a whole number from ${min} to ${max}`);
}

function msOf(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw wrong(flag, text, `${durationForm}, above 0`);
}

function oneOf(flag: string, text: string, allowed: readonly string[]): string {
  if (allowed.includes(text)) return text;
  throw wrong(flag, text, allowed.join(', '));
}

function patternOf(flag: string, text: string): RegExp {
  try {
    return new RegExp(text, 'm');
  } catch {
    throw wrong(flag, text, 'a regular expression');
  }
}

function wrong(flag: string, value: string, allowed: string): CliError {
  return new CliError(
    exitCodes.usage,
    `${flag}: ${JSON.stringify(excerpt(value))} is not allowed; allowed: ${allowed}`,
  );
}
