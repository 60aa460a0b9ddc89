import { randomInt } from 'node:crypto';
import { checkName, checkObject, checkOptions } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { type DurationInput, durationForm, parseDuration } from '../core/time/duration.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import { type ChaosLevel, type ChaosStage, chaosLevels, chaosStages, partsOfCase } from '../chaos/levels.js';
import type { SilvusMockOptions } from '../library/options.js';
import type { ErrorClass } from './driver.js';
import type { CaseChaos } from './finding.js';

/** Settings of the radio of each case: those of `startSilvusMock`, but for what the search sets itself. */
export type FuzzedRadioOptions = Omit<SilvusMockOptions, 'clock' | 'seed' | 'chaos' | 'journal' | 'logger'>;

/** Options of `fuzzClient`. */
export interface FuzzClientOptions {
  /** Number of cases; default 500. */
  readonly cases?: number | undefined;
  /** Real time after which no case begins; default: none. */
  readonly for?: DurationInput | undefined;
  /** Seed that all cases follow from, 0 to 2^31-1; default: drawn, and named in the report. */
  readonly seed?: number | undefined;
  /** Levels of chaos, one case after the other; default: all. */
  readonly levels?: readonly ChaosLevel[] | undefined;
  /** The only stages at which exchanges are bent; default: all. */
  readonly stages?: readonly ChaosStage[] | undefined;
  /** The errors that the client throws by design: their classes, or a function that knows them. Default: none. */
  readonly ownErrors?: readonly ErrorClass[] | ((error: unknown) => boolean) | undefined;
  /** Time after which a client that has not ended hangs, by the clock of the case; default `'5s'`. */
  readonly timeout?: DurationInput | undefined;
  /** Requests after which a client that has not ended hangs; default 1,000. */
  readonly maxRequests?: number | undefined;
  /** `once`, the default: a write must not be executed more often than without chaos. */
  readonly writes?: 'once' | 'any' | undefined;
  /** `virtual`: the client takes its time from the clock that it is given. Default: the machine's. */
  readonly clock?: 'real' | 'virtual' | undefined;
  /** Cases that run at the same time; default 1. */
  readonly concurrency?: number | undefined;
  /** Settings of the radio of each case; default: no blackouts (`timing: { preset: 'instant' }`). */
  readonly radio?: FuzzedRadioOptions | undefined;
  /** One case in place of a search, as a finding names it. */
  readonly replay?: CaseChaos | undefined;
  /** Called after cases, with their number. */
  readonly onCase?: ((done: number) => void) | undefined;
}

/** {@link FuzzClientOptions}, checked. */
interface FuzzClientSettings {
  readonly cases: number;
  readonly forMs: number | undefined;
  readonly seed: number;
  readonly levels: readonly ChaosLevel[];
  readonly stages: readonly ChaosStage[] | undefined;
  readonly isOwnError: (error: unknown) => boolean;
  readonly timeout: number;
  readonly maxRequests: number;
  readonly allowsRepeatedWrites: boolean;
  readonly isVirtual: boolean;
  readonly concurrency: number;
  readonly radio: FuzzedRadioOptions;
  readonly replay: CaseChaos | undefined;
  readonly onCase: ((done: number) => void) | undefined;
}

const members: readonly (keyof FuzzClientOptions)[] = [
  'cases',
  'for',
  'seed',
  'levels',
  'stages',
  'ownErrors',
  'timeout',
  'maxRequests',
  'writes',
  'clock',
  'concurrency',
  'radio',
  'replay',
  'onCase',
];

/** Exclusive limit of seeds that are drawn. */
const seedLimit = 2 ** 31 - 1;

/** Most cases that run at the same time: each has its ports and connections. */
export const maxConcurrency = 64;

/** Checks options. Throws `OPTION_INVALID`. */
export function fuzzClientSettings(options: FuzzClientOptions): FuzzClientSettings {
  checkOptions('fuzzClient', options, members);
  const { cases = 500, seed = randomInt(seedLimit), timeout = '5s', maxRequests = 1_000 } = options;
  const { levels = chaosLevels, stages, ownErrors = [], writes = 'once', clock = 'real' } = options;
  const { concurrency = 1, radio = {}, replay, onCase } = options;
  checkWhole('cases', cases, 1, Number.MAX_SAFE_INTEGER);
  checkWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  checkWhole('maxRequests', maxRequests, 1, 1_000_000);
  checkWhole('concurrency', concurrency, 1, maxConcurrency);
  checkNames('levels', levels, chaosLevels);
  if (stages !== undefined) checkNames('stages', stages, chaosStages);
  checkName('fuzzClient: writes', writes, ['once', 'any']);
  checkName('fuzzClient: clock', clock, ['real', 'virtual']);
  checkRadio(radio);
  if (replay !== undefined) checkReplay(replay);
  if (onCase !== undefined && typeof onCase !== 'function') throw invalid('onCase', onCase, 'a function');
  return {
    cases,
    forMs: options.for === undefined ? undefined : msOf('for', options.for),
    seed,
    levels,
    stages,
    isOwnError: ownErrorsOf(ownErrors),
    timeout: msOf('timeout', timeout),
    maxRequests,
    allowsRepeatedWrites: writes === 'any',
    isVirtual: clock === 'virtual',
    concurrency,
    radio,
    replay,
    onCase,
  };
}

function ownErrorsOf(
  given: readonly ErrorClass[] | ((error: unknown) => boolean),
): (error: unknown) => boolean {
  if (typeof given === 'function') return given;
  const classes: unknown = given;
  if (!Array.isArray(classes) || classes.some((each) => typeof each !== 'function'))
    throw invalid('ownErrors', classes, 'classes of errors, or a function');
  return (error) => given.some((each) => error instanceof each);
}

/** Options of the radio that the search sets. */
const setBySearch = ['clock', 'seed', 'chaos', 'journal', 'logger'];

function checkRadio(radio: unknown): void {
  checkObject('fuzzClient: radio', radio);
  if (typeof radio !== 'object' || radio === null) return;
  for (const name of setBySearch)
    if (Object.hasOwn(radio, name))
      throw invalid(`radio.${name}`, Reflect.get(radio, name), 'settings beside it: the search sets it');
}

function checkReplay(replay: unknown): void {
  checkOptions('fuzzClient: replay', replay, ['level', 'seed', 'share', 'stages', 'only']);
  if (typeof replay !== 'object' || replay === null) return;
  const { level, seed, share, stages, only }: Record<string, unknown> = { ...replay };
  checkName('fuzzClient: replay.level', level, chaosLevels);
  checkWhole('replay.seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1))
    throw invalid('replay.share', share, 'a number from 0 to 1');
  if (stages !== undefined) checkNames('replay.stages', stages, chaosStages);
  if (only === undefined) return;
  const isList = Array.isArray(only) && only.every((each) => partsOfCase(String(each)) !== undefined);
  if (!isList) throw invalid('replay.only', only, 'cases such as http.freq.2.late');
}

function checkNames(where: string, given: unknown, names: readonly string[]): void {
  if (!Array.isArray(given) || given.length === 0)
    throw invalid(where, given, `a list of ${names.join(', ')}`);
  for (const name of given) checkName(`fuzzClient: ${where}`, name, names);
}

function checkWhole(where: string, value: unknown, min: number, max: number): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return;
  throw invalid(where, value, `a whole number from ${min} to ${max}`);
}

function msOf(where: string, given: unknown): number {
  const ms = parseDuration(given);
  if (ms !== undefined && ms > 0) return ms;
  throw invalid(where, given, `${durationForm}, above 0`);
}

function invalid(where: string, value: unknown, allowed: string): SilvusMockError {
  const given = typeof value === 'string' ? excerpt(value) : valueExcerpt(value);
  return new SilvusMockError(
    'OPTION_INVALID',
    `fuzzClient: ${where}: ${given} is not allowed; allowed: ${allowed}`,
  );
}
