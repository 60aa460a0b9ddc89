import fc from 'fast-check';
import type { CaseOutcome, CaseRunner } from './case-runner.js';
import type { Disruption } from './disruption.js';
import type { CaseOrigin } from './finding.js';
import { Findings } from './findings.js';
import type { FuzzCase } from './fuzz-case.js';
import { isSafe, sendsReports } from './left-out.js';
import type { Target } from './target.js';
import type { Violation } from './violation.js';

/** Why a run ended. */
export type FuzzEnd = 'all cases ran' | 'time is up' | 'interrupted' | 'the target died';

/** Bounds of a run. */
export interface RunBounds {
  readonly seed: number;
  /** Path of one case: only this is sent. */
  readonly path?: string | undefined;
  readonly runs: number;
  /** End of the run, ms of the clock. */
  readonly until: number;
  readonly isSafe: boolean;
  /** Longest time in which a target that died is started again, ms. */
  readonly revival: number;
  readonly signal?: AbortSignal | undefined;
}

/** Counts of a run. */
export interface RunCounts {
  readonly cases: number;
  readonly requests: number;
  /** Cases that were not sent, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Cases that showed nothing, by the reason. */
  readonly void: Readonly<Record<string, number>>;
}

/** Times that a smaller case is tried for one finding, and the time for it, ms. */
const maxShrinks = 400;
const maxShrinkTime = 60_000;

/** Ends a run from within a property. */
class RunEnded extends Error {}

/** The part of a run that is being shrunk. */
interface Shrinking {
  /** The signature of the case as it was met. */
  readonly metAs: string;
  /** Smallest case so far, and what it breaks. */
  smallest: { readonly fuzzCase: FuzzCase; readonly violation: Violation };
  left: number;
  readonly until: number;
}

/** Runs cases against a target until all have run, the time is up, or the target does not answer any more. */
export class FuzzRun {
  readonly findings = new Findings();
  readonly #target: Target;
  readonly #runner: CaseRunner;
  readonly #disruption: Disruption;
  readonly #bounds: RunBounds;
  readonly #onProgress: (counts: RunCounts) => void;
  readonly #leftOut: Record<string, number> = {};
  readonly #void: Record<string, number> = {};
  #cases = 0;
  #end: FuzzEnd | undefined;
  #shrinking: Shrinking | undefined;
  /** True once the end was reported to the loop of fast-check. */
  #isStopped = false;

  constructor(
    { target, runner, disruption }: { target: Target; runner: CaseRunner; disruption: Disruption },
    bounds: RunBounds,
    onProgress: (counts: RunCounts) => void,
  ) {
    this.#target = target;
    this.#runner = runner;
    this.#disruption = disruption;
    this.#bounds = bounds;
    this.#onProgress = onProgress;
  }

  /** Why it ended. */
  get end(): FuzzEnd {
    return this.#end ?? 'all cases ran';
  }

  /** Counts so far. */
  get counts(): RunCounts {
    return { cases: this.#cases, requests: this.#runner.requests, leftOut: this.#leftOut, void: this.#void };
  }

  /** Sends cases of the corpus, before any other. */
  async replay(files: readonly { readonly name: string; readonly fuzzCase: FuzzCase }[]): Promise<void> {
    for (const { name, fuzzCase } of files) {
      if (this.#isOver()) return;
      const violation = await this.#tried(fuzzCase);
      if (violation === undefined) continue;
      const finding = { signature: violation.signature, rule: violation.rule, violation, fuzzCase };
      const isShrunk = violation.rule !== 'alive';
      this.findings.add(
        { ...finding, corpusFile: name, isShrunk, met: 1, methods: new Set() },
        violation.signature,
      );
    }
  }

  /** Sends cases that are drawn from the seed. */
  async search(cases: fc.Arbitrary<FuzzCase>): Promise<void> {
    const { seed, runs, path } = this.#bounds;
    const property = fc.asyncProperty(cases, (fuzzCase) => this.#holds(fuzzCase));
    if (path !== undefined) {
      await this.#check(property, { seed, path, endOnFailure: true, numRuns: 1 });
      return;
    }
    for (let next = 0; next < runs && !this.#isOver();) {
      const failedPath = await this.#check(property, {
        seed,
        path: next === 0 ? '' : String(next),
        numRuns: runs - next,
      });
      if (failedPath === undefined) return;
      next = Number(failedPath.split(':')[0]) + 1;
    }
  }

  /** Resolves with the path of the case that failed, once its defect has been added; undefined if none did. */
  async #check(
    property: fc.IAsyncProperty<[FuzzCase]>,
    parameters: fc.Parameters<[FuzzCase]>,
  ): Promise<string | undefined> {
    this.#shrinking = undefined;
    const details = await fc.check(property, { ...parameters, maxSkipsPerRun: 0 });
    if (!details.failed || details.counterexamplePath === null) return undefined;
    const origin = { seed: details.seed, path: details.counterexamplePath };
    await this.#conclude(origin);
    return details.counterexamplePath;
  }

  /** Called for each case and for each smaller one. Rejects for a case that breaks a rule. */
  async #holds(fuzzCase: FuzzCase): Promise<void> {
    const shrinking = this.#shrinking;
    if (shrinking !== undefined) return this.#holdsSmaller(fuzzCase, shrinking);
    if (this.#isStopped) return;
    if (this.#isOver()) {
      this.#isStopped = true;
      throw new RunEnded();
    }
    this.#cases += 1;
    const violation = await this.#tried(fuzzCase);
    this.#onProgress(this.counts);
    if (violation === undefined) return;
    const until = this.#target.clock.now() + maxShrinkTime;
    this.#shrinking = {
      metAs: violation.signature,
      smallest: { fuzzCase, violation },
      left: maxShrinks,
      until,
    };
    throw new Error(violation.message);
  }

  /** A smaller case counts if it breaks the same rule. */
  async #holdsSmaller(fuzzCase: FuzzCase, shrinking: Shrinking): Promise<void> {
    shrinking.left -= 1;
    const isOver = this.#hasEnded() || shrinking.left < 0 || this.#target.clock.now() >= shrinking.until;
    if (isOver || this.#leftOutFor(fuzzCase) !== undefined) return;
    const outcome = await this.#run(fuzzCase);
    const { rule } = shrinking.smallest.violation;
    const violation = violationsOf(outcome).find((each) => each.rule === rule);
    if (violation === undefined) return;
    shrinking.smallest = { fuzzCase, violation };
    throw new Error(violation.message);
  }

  /** The unknown violation of a case that breaks a rule each time that it is sent. */
  async #tried(fuzzCase: FuzzCase): Promise<Violation | undefined> {
    const reason = this.#leftOutFor(fuzzCase);
    if (reason !== undefined) {
      this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
      return undefined;
    }
    const outcome = await this.#run(fuzzCase);
    if (outcome.kind === 'void') this.#void[outcome.reason] = (this.#void[outcome.reason] ?? 0) + 1;
    const violation = this.findings.firstUnknown(violationsOf(outcome), fuzzCase);
    if (violation === undefined || outcome.kind === 'dead') return violation;
    const again = await this.#run(fuzzCase);
    if (again.kind === 'dead') return again.violation;
    if (violationsOf(again).some(({ rule }) => rule === violation.rule)) return violation;
    if (this.#hasEnded()) return undefined;
    this.findings.addFlaky({ signature: violation.signature, violation, fuzzCase, ...this.#originOfNow() });
    return undefined;
  }

  /** Origin of the present case; nothing for one of the corpus. */
  #originOfNow(): { readonly origin?: CaseOrigin } {
    const { seed, path = String(this.#cases - 1) } = this.#bounds;
    return this.#cases === 0 ? {} : { origin: { seed, path } };
  }

  async #run(fuzzCase: FuzzCase): Promise<CaseOutcome> {
    const { signal, revival } = this.#bounds;
    const outcome = await this.#runner.run(fuzzCase, signal);
    // An interrupt also ends the wait for a blackout, after which nothing is known of the target.
    if (signal?.aborted === true) return { kind: 'void', reason: 'interrupted' };
    if (outcome.kind === 'dead' && (await this.#target.untilBack(revival, signal)) === undefined)
      this.#end = 'the target died';
    return outcome;
  }

  /** Adds the defect that was shrunk, unless it is known, or does not show when it is sent once more. */
  async #conclude(origin: CaseOrigin): Promise<void> {
    // The run may also have ended before a case failed.
    if (this.#shrinking === undefined) return;
    const { metAs, smallest } = this.#shrinking;
    const { fuzzCase, violation } = smallest;
    const isShrunk = !this.#hasEnded();
    const last = isShrunk ? violationsOf(await this.#run(fuzzCase)) : [violation];
    const { rule } = violation;
    if (last.every((each) => each.rule !== rule)) {
      this.findings.addFlaky({ signature: violation.signature, violation, fuzzCase, origin });
      return;
    }
    const finding = { signature: violation.signature, rule, violation, fuzzCase, origin };
    this.findings.add({ ...finding, isShrunk, met: 1, methods: new Set() }, metAs);
  }

  #leftOutFor(fuzzCase: FuzzCase): string | undefined {
    if (this.#bounds.isSafe && !isSafe(fuzzCase)) return 'not safe';
    if (sendsReports(fuzzCase)) return 'would switch on reports by UDP';
    return this.#disruption.isTooMuch(fuzzCase) ? 'would cause one blackout more' : undefined;
  }

  /** True once no further case is sent. */
  #isOver(): boolean {
    if (this.#target.clock.now() >= this.#bounds.until) this.#end ??= 'time is up';
    if (this.#bounds.path !== undefined && this.#cases > 0) this.#end ??= 'all cases ran';
    return this.#hasEnded() || this.#end !== undefined;
  }

  /** True once nothing can be sent. When the time is up, a case may still be shrunk. */
  #hasEnded(): boolean {
    if (this.#bounds.signal?.aborted === true) this.#end = 'interrupted';
    return this.#end === 'interrupted' || this.#end === 'the target died';
  }
}

function violationsOf(outcome: CaseOutcome): readonly Violation[] {
  if (outcome.kind === 'dead') return [outcome.violation];
  return outcome.kind === 'broken' ? outcome.violations : [];
}
