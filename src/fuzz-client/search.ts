import { createHash } from 'node:crypto';
import { SilvusMockError } from '../core/errors.js';
import { systemClock } from '../core/time/clock.js';
import type { ChaosLevel, ChaosStage } from '../chaos/levels.js';
import type { CaseChaos, CaseResult, CaseRunner, ClientFinding } from './finding.js';
import { type FailingCase, Shrink } from './shrink.js';

/** Subject of a search. */
interface SearchOptions {
  readonly runner: CaseRunner;
  /** Levels of chaos, one case after the other. */
  readonly levels: readonly ChaosLevel[];
  readonly stages: readonly ChaosStage[] | undefined;
  /** Every case follows from it. */
  readonly seed: number;
  /** Number of cases. */
  readonly cases: number;
  /** Real ms after which no case begins. */
  readonly forMs: number | undefined;
  /** Cases that run at the same time. */
  readonly concurrency: number;
  /** True if a write may be executed more often than without chaos. */
  readonly allowsRepeatedWrites: boolean;
  /** One case in place of a search. */
  readonly replay: CaseChaos | undefined;
  /** Ends the search. */
  readonly signal?: AbortSignal | undefined;
  readonly onCase?: ((done: number) => void) | undefined;
}

/** Result of a search. */
export interface SearchResult {
  readonly seed: number;
  /** Cases that were run. */
  readonly cases: number;
  /** Cases in which something was bent. */
  readonly bentCases: number;
  readonly finding: ClientFinding | undefined;
}

/** Shares of exchanges that are bent, one case after the other: few, so that a client comes far, and
 * many; never all, since what is bent each time can't be shrunk to one exchange. */
const shares = [0.1, 0.25, 0.5];

/** Searches for a case in which the client fails, and shrinks it. Rejects if the client sends nothing to the radio. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const { runner, seed, replay } = options;
  const calm = await calmRun(runner);
  if (calm.failure !== undefined) return { seed, cases: 0, bentCases: 0, finding: withoutChaos(calm) };
  if (calm.requests === 0) {
    const message = 'run: it sent no request to the radio; allowed: a client of the radio at the given url';
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const judge = (result: CaseResult) => withRepeatedWrites(result, calm, options.allowsRepeatedWrites);
  if (replay !== undefined) return replayed(options, judge, replay);
  const { cases, bentCases, failing } = await firstFailing(options, judge);
  if (failing === undefined) return { seed, cases, bentCases, finding: undefined };
  const shrink = new Shrink(runner, judge);
  const smallest = await shrink.of(failing);
  const isStable = smallest === failing ? await shrink.failsAgain(failing) : true;
  const finding = findingOf(smallest, { foundIn: cases, isStable, bentAtFirst: failing.result.bent.length });
  return { seed, cases, bentCases, finding };
}

/** A machine may be busy: a client that fails without chaos, but does not hang, gets two more runs. */
async function calmRun(runner: CaseRunner): Promise<CaseResult> {
  for (let left = 2; ; left -= 1) {
    const result = await runner.run(undefined);
    if (left === 0 || result.failure === undefined || result.failure.kind === 'hang') return result;
  }
}

/** Seed of the case with this number, from 1. */
function caseSeed(seed: number, number: number): number {
  return createHash('sha256').update(`${seed}/case/${number}`).digest().readUInt32BE(0) >>> 1;
}

/** Level and share of the case with this number, from 1: each level has all shares. */
function kindOf(number: number, levels: readonly ChaosLevel[]): Pick<CaseChaos, 'level' | 'share'> {
  const index = number - 1;
  const share = shares[Math.floor(index / levels.length) % shares.length];
  return { level: levels[index % levels.length] ?? 'radio', share };
}

async function replayed(
  { runner, seed }: SearchOptions,
  judge: (result: CaseResult) => CaseResult,
  chaos: CaseChaos,
): Promise<SearchResult> {
  const result = judge(await runner.run(chaos));
  const { failure, bent } = result;
  const bentCases = bent.length > 0 ? 1 : 0;
  if (failure === undefined) return { seed, cases: 1, bentCases, finding: undefined };
  const terms = { foundIn: 1, isStable: true, bentAtFirst: bent.length };
  return { seed, cases: 1, bentCases, finding: findingOf({ chaos, result: { ...result, failure } }, terms) };
}

async function firstFailing(
  { runner, levels, stages, seed, cases: limit, forMs, concurrency, signal, onCase }: SearchOptions,
  judge: (result: CaseResult) => CaseResult,
): Promise<{ readonly cases: number; readonly bentCases: number; readonly failing?: FailingCase }> {
  const clock = systemClock();
  const end = forMs === undefined ? Infinity : clock.now() + forMs;
  let bentCases = 0;
  let done = 0;
  while (done < limit && clock.now() < end && signal?.aborted !== true) {
    const numbers = Array.from({ length: Math.min(concurrency, limit - done) }, (_, i) => done + i + 1);
    const results = await allEnded(
      numbers.map(async (number) => {
        const chaos: CaseChaos = { ...kindOf(number, levels), seed: caseSeed(seed, number), stages };
        return { chaos, result: judge(await runner.run(chaos)) };
      }),
    );
    for (const { chaos, result } of results) {
      done += 1;
      const { failure, bent } = result;
      if (bent.length > 0) bentCases += 1;
      if (failure !== undefined)
        return { cases: done, bentCases, failing: { chaos, result: { ...result, failure } } };
    }
    onCase?.(done);
  }
  return { cases: done, bentCases };
}

/** As `Promise.all`, but nothing still runs when it rejects. */
async function allEnded<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** A write that was executed more often than without chaos was sent again although it may have been executed. */
function withRepeatedWrites(result: CaseResult, calm: CaseResult, isAllowed: boolean): CaseResult {
  if (isAllowed || result.failure !== undefined) return result;
  for (const [call, times] of result.writes) {
    const expected = Math.max(1, calm.writes.get(call) ?? 0);
    if (times <= expected) continue;
    const detail = `the radio executed ${call} ${times} times; without chaos ${calm.writes.get(call) ?? 0} times`;
    return { ...result, failure: { kind: 'write', detail } };
  }
  return result;
}

function withoutChaos({ failure, exchanges, output }: CaseResult): ClientFinding | undefined {
  if (failure === undefined) return undefined;
  return {
    ...failure,
    foundIn: 0,
    bent: [],
    bentAtFirst: 0,
    chaos: undefined,
    isStable: true,
    exchanges,
    output,
  };
}

function findingOf(
  { chaos, result }: FailingCase,
  terms: Pick<ClientFinding, 'foundIn' | 'isStable' | 'bentAtFirst'>,
): ClientFinding {
  const { failure, bent, exchanges, output } = result;
  return { ...failure, ...terms, bent, chaos, exchanges, output };
}
